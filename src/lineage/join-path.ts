import type { ColumnOf, Occurrence } from '../resolve/types.ts';
import type { QualifiedName } from '../sql/identifiers.ts';
import type { CertainPart } from './certainty.ts';
import { EqualityClasses, widensTo } from './equality-classes.ts';
import type { ColumnTerm, JoinPath, JoinStep, Term } from './types.ts';

/** A key column as a path must supply it: where its value stands, or that it is NULL there. */
export interface KeyTarget {
  readonly name: string;
  /** Undefined: it is NULL here, or computed. */
  readonly column: ColumnOf | undefined;
  readonly computed: boolean;
  readonly type: string;
  readonly nullable: boolean;
}

/**
 * Finds the shortest joins from a changed row to every column of the key, over relations and equalities that are
 * certain where the row contributes. Equalities off the path are dropped, which can only add keys.
 *
 * One path is enough where one relation holds the whole key: of the changed rows that made up a row of the result, the
 * one nearest to the key finds it by its old image. Where two relations hold parts of the key, both may have changed;
 * a second path then takes the keys of old rows from the TVIEW itself, by the part of the key that is nearest. Where a
 * part of the key is computed, the keys of new rows are taken from the backing view in the same way.
 *
 * Returns undefined when some key column cannot be reached.
 */
export function findJoinPaths(
  start: Occurrence,
  certain: CertainPart,
  targets: readonly KeyTarget[],
  { tview, backingView }: { readonly tview: QualifiedName; readonly backingView: QualifiedName },
): readonly JoinPath[] | undefined {
  const search: Search = { certain, targets, classes: new EqualityClasses(certain.occurrences, certain.equalities) };
  const open = targets.filter(({ column }) => column !== undefined);
  const holdsAll = (at: Occurrence): boolean => open.every((target) => supplier(target, [at], search.classes));
  const someComputed = targets.some(({ computed }) => computed);
  const direct = someComputed ? undefined : shortestExtension([start], holdsAll, search);
  if (direct) return [describe([start, ...direct], search)];

  const holdsPart = (at: Occurrence): boolean => open.some((target) => supplier(target, [at], search.classes));
  const nearest = shortestExtension([start], holdsPart, search);
  if (!nearest) return undefined;
  const reached: Occurrence[] = [start, ...nearest];
  const oldRows = throughRows(reached, search, tview, 'old_row');
  if (someComputed) return [oldRows, throughRows(reached, search, backingView, 'new_row')];
  const missing = () => open.filter((target) => !supplier(target, reached, search.classes));
  while (missing().length > 0) {
    const wanted = missing();
    const next = shortestExtension(
      reached,
      (at) => wanted.some((target) => supplier(target, [at], search.classes)),
      search,
    );
    if (!next) return undefined;
    reached.push(...next);
  }
  return [describe(reached, search), oldRows];
}

interface Search {
  readonly certain: CertainPart;
  readonly targets: readonly KeyTarget[];
  readonly classes: EqualityClasses;
}

/** The reached column that holds a key column's value, the changed row's own before others. */
function supplier(target: KeyTarget, reached: readonly Occurrence[], classes: EqualityClasses): ColumnOf | undefined {
  if (!target.column) return undefined;
  const equal = [target.column, ...classes.equalTo(target.column)];
  for (const { id } of reached) {
    const found = equal.find((column) => column.occurrence === id && widensTo(classes.typeOf(column), target.type));
    if (found) return found;
  }
  return undefined;
}

/** Dijkstra over the relations: the cheapest chain of joins to one that is accepted; empty if one reached already is. */
function shortestExtension(
  reached: readonly Occurrence[],
  accepts: (occurrence: Occurrence) => boolean,
  { certain, classes }: Search,
): readonly Occurrence[] | undefined {
  if (reached.some(accepts)) return [];
  const done = new Set(reached.map(({ id }) => id));
  const frontier: { cost: number; path: readonly Occurrence[] }[] = [{ cost: 0, path: [] }];
  for (let current = frontier.shift(); current; current = frontier.shift()) {
    const last = current.path.at(-1);
    if (last) {
      if (done.has(last.id)) continue;
      done.add(last.id);
      if (accepts(last)) return current.path;
    }
    const { cost, path } = current;
    const known = [...reached, ...path];
    for (const candidate of certain.occurrences) {
      if (done.has(candidate.id)) continue;
      const conditions = conditionsOn(candidate, known, classes);
      if (conditions.length > 0)
        frontier.push({ cost: cost + stepCost(candidate, conditions), path: [...path, candidate] });
    }
    frontier.sort((a, b) => a.cost - b.cost);
  }
  return undefined;
}

/** Among equally short paths one through indexes; never a longer one, since every step must lead nearer to the key. */
function stepCost({ source }: Occurrence, conditions: readonly { readonly column: string }[]): number {
  const columns = new Set(conditions.map(({ column }) => column));
  return source.indexes.some((index) => columns.has(index.columns[0] ?? '')) ? 1 : 1.001;
}

/** How a relation joins those already reached: for each of its columns, the first of theirs that equals it. */
function conditionsOn(candidate: Occurrence, known: readonly Occurrence[], classes: EqualityClasses) {
  return candidate.source.columns.flatMap(({ name }) => {
    const equal = classes.equalTo({ occurrence: candidate.id, column: name });
    for (const { id } of known) {
      const other = equal.find(({ occurrence }) => occurrence === id);
      if (other) return [{ column: name, equals: other }];
    }
    return [];
  });
}

function describe(reached: readonly Occurrence[], { targets, classes }: Search): JoinPath {
  const term = termsOf(reached);
  const key = targets.map((target): Term => {
    const column = supplier(target, reached, classes);
    return column ? term(column) : { kind: 'null' };
  });
  return { steps: stepsThrough(reached, classes), key };
}

/** By way of the TVIEW's own rows, which still are as they were before the change, or of those it is to have. */
function throughRows(
  reached: readonly Occurrence[],
  { targets, classes }: Search,
  relation: QualifiedName,
  alias: string,
): JoinPath {
  const term = termsOf(reached);
  const conditions = targets.flatMap((target) => {
    const column = supplier(target, reached, classes);
    return column ? [{ column: target.name, equals: term(column), nullSafe: target.nullable }] : [];
  });
  const key = targets.map(({ name }): Term => ({ kind: 'step', alias, column: name }));
  return { steps: [...stepsThrough(reached, classes), { relation, alias, conditions }], key };
}

function termsOf(reached: readonly Occurrence[]): (column: ColumnOf) => ColumnTerm {
  const aliases = uniqueAliases(reached);
  return ({ occurrence, column }) =>
    occurrence === reached[0]?.id
      ? { kind: 'changed', column }
      : { kind: 'step', alias: aliases.get(occurrence) ?? '', column };
}

function stepsThrough(reached: readonly Occurrence[], classes: EqualityClasses): readonly JoinStep[] {
  const aliases = uniqueAliases(reached);
  const term = termsOf(reached);
  return reached.slice(1).map(
    (occurrence, index): JoinStep => ({
      relation: { schema: occurrence.source.schema, name: occurrence.source.name },
      alias: aliases.get(occurrence.id) ?? '',
      conditions: conditionsOn(occurrence, reached.slice(0, index + 1), classes).map(({ column, equals }) => ({
        column,
        equals: term(equals),
        nullSafe: false,
      })),
    }),
  );
}

/** The user's aliases, numbered where two blocks of the query use the same one. */
function uniqueAliases(occurrences: readonly Occurrence[]): ReadonlyMap<number, string> {
  const taken = new Set(['changed', 'old_row', 'new_row']);
  return new Map(
    occurrences.slice(1).map(({ id, alias }) => {
      let unique = alias;
      for (let number = 2; taken.has(unique); number++) unique = `${alias}_${number}`;
      taken.add(unique);
      return [id, unique];
    }),
  );
}
