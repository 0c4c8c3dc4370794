import { alg, Graph } from '@dagrejs/graphlib';
import type { Lineage, Route, Term } from '../lineage/types.ts';
import { identifiesRows } from '../resolve/base-table.ts';
import { nameKey, type QualifiedName } from '../sql/identifiers.ts';
import { ColumnTypes, hashAlike } from './column-types.ts';
import type { LockClass, Lookup, PlannedLink, PlannedLocks } from './types.ts';

/**
 * What drains of a TVIEW hold, so that of two transactions that matter to one row the later one sees what the earlier
 * has done. docs/locks.md has the protocol and its proof.
 *
 * A class is a relation with the columns by which some path looks its rows up. Whoever looks a value up holds it
 * exclusively; whoever changes rows that have it holds it shared. The last class of a TVIEW is that of its keys.
 *
 * Classes are numbered in the order in which every drain comes by them, so that drains cannot deadlock.
 */
export function planLocks(lineage: Lineage, firstClass: number): PlannedLocks {
  const found = inOneOrder(lookupsOf(lineage));
  const levels = levelsOf(found);
  const distinct = new Map(found.map((lookup) => [lookup.id, lookup]));
  const classes = [...distinct.values()]
    .map(({ id, relation, columns, own }) => ({ id, relation, columns, own, level: own ? 0 : (levels.get(id) ?? 1) }))
    .sort((a, b) => Number(a.own) - Number(b.own) || a.level - b.level || (a.id < b.id ? -1 : 1));
  const numbers = new Map(classes.map(({ id }, index) => [id, firstClass + index]));
  return {
    classes: classes.map(({ id, ...rest }) => ({ number: numbers.get(id) ?? firstClass, ...rest })),
    lookups: found.map(({ id, route, path, step, values }) => ({
      number: numbers.get(id) ?? firstClass,
      route,
      path,
      step,
      values,
    })),
    keys:
      found.length > 0 || !isHeldByItsRows(lineage)
        ? { number: firstClass + classes.length, columns: hashedKeyColumns(lineage) }
        : undefined,
  };
}

/** The classes that changed rows of a route belong to. */
export function linksOf({ source, readColumns }: Route, { classes }: PlannedLocks): readonly PlannedLink[] {
  return classes
    .filter(({ relation }) => nameKey(relation) === nameKey(source))
    .filter(({ columns }) => columns.every((column) => readColumns.includes(column)))
    .map(({ number, columns }) => ({ number, columns }));
}

/** A lookup whose class has no number yet. */
interface FoundLookup extends Omit<Lookup, 'number'>, Omit<LockClass, 'number' | 'level'> {
  readonly id: string;
}

function lookupsOf(lineage: Lineage): readonly FoundLookup[] {
  const types = new ColumnTypes(lineage);
  const own = nameKey(lineage.definition.tview);
  const backing = nameKey(lineage.definition.backingView);
  const keyed = lineage.routes.flatMap(({ source, reach }) => (reach.kind === 'keyed' ? [{ source, ...reach }] : []));
  const steps = keyed.flatMap(({ source, paths }, route) =>
    paths.flatMap((joins, path) => joins.steps.map((join, step) => ({ source, joins, route, path, step, ...join }))),
  );
  const named = (rows: QualifiedName): QualifiedName =>
    nameKey(rows) === backing ? lineage.definition.tview : { schema: rows.schema, name: rows.name };
  // Keys that are looked up in the backing view are of rows to be, whose parts nobody can tell from those that are.
  const foresees = steps.some(({ rows }) => rows.kind === 'relation' && nameKey(rows) === backing);
  return steps.flatMap(({ source, joins, route, path, step, rows, conditions }): readonly FoundLookup[] => {
    // Functions and lists read no table.
    if (rows.kind === 'item') return [];
    const relation = named(rows.kind === 'relation' ? rows : rows.relation);
    const isOwn = nameKey(relation) === own;
    const values = new Map<string, Term>();
    // A recursion goes on to values that are not known beforehand.
    if (rows.kind === 'relation' && !(isOwn && foresees))
      for (const { column, equals } of conditions)
        if (hashAlike(types.ofColumn(relation, column), types.ofTerm(equals, source, joins)))
          values.set(column, equals);
    const columns = [...values.keys()].sort();
    const id = JSON.stringify([nameKey(relation), columns]);
    return [
      {
        id,
        relation,
        columns,
        own: isOwn,
        route,
        path,
        step,
        values: columns.flatMap((name) => values.get(name) ?? []),
      },
    ];
  });
}

/**
 * Where a path comes by one class twice, or paths by two in either order, there is a class for each step in its place: a
 * value that one lookup finds for the next must not be looked up before the first is held.
 */
function inOneOrder(found: readonly FoundLookup[]): readonly FoundLookup[] {
  const graph = successions(found);
  if (alg.isAcyclic(graph)) return found;
  return found.map((lookup) => (lookup.own ? lookup : { ...lookup, id: JSON.stringify([lookup.step, lookup.id]) }));
}

/** Which class a path comes by after which. Who holds a class as a whole need not come by it again. */
function successions(found: readonly FoundLookup[]): Graph {
  const graph = new Graph();
  for (const [index, { id, route, path, columns }] of found.entries()) {
    graph.setNode(id);
    const next = found[index + 1];
    const isNext = next?.route === route && next.path === path && !next.own;
    if (isNext && (next.id !== id || columns.length > 0)) graph.setEdge(id, next.id);
  }
  return graph;
}

/** The number of classes on the longest way to each, itself included. */
function levelsOf(found: readonly FoundLookup[]): ReadonlyMap<string, number> {
  const graph = successions(found);
  const levels = new Map<string, number>();
  for (const id of alg.topsort(graph))
    levels.set(id, 1 + Math.max(0, ...(graph.predecessors(id) ?? []).map((before) => levels.get(before) ?? 0)));
  return levels;
}

/** Types without a hash leave fewer to tell keys apart by, which only means waiting for more. */
function hashedKeyColumns(lineage: Lineage): readonly string[] {
  const types = new ColumnTypes(lineage);
  const names = lineage.key.map(({ name }) => name);
  return names.filter((name) => types.ofColumn(lineage.definition.tview, name) !== undefined);
}

/** One row of one table makes each row of the TVIEW: whoever changes it has locked it. */
function isHeldByItsRows({ definition, routes }: Lineage): boolean {
  const [route, ...others] = routes;
  if (route?.reach.kind !== 'keyed' || others.length > 0 || definition.graph.occurrences.length > 1) return false;
  const names = route.reach.linkColumns.map(({ name }) => name);
  return identifiesRows(route.source, names);
}
