import type { Report } from '../diagnostics/diagnostic.ts';
import type {
  ColumnOf,
  Occurrence,
  RelationGraph,
  RelationOccurrence,
  ResolvedDefinition,
  ResolvedOutput,
  SourceRelation,
  Value,
} from '../resolve/types.ts';
import { nameKey, type QualifiedName } from '../sql/identifiers.ts';
import { branchChoices, certainPart } from './certainty.ts';
import { type BranchChoice, chosenValue, regionsIn } from './chosen-value.ts';
import { findJoinPaths } from './join-path.ts';
import { chooseKey } from './key.ts';
import type { KeyTarget } from './supply.ts';
import {
  changedColumnsOf,
  type JoinPath,
  type KeyColumn,
  type Lineage,
  type LinkColumn,
  type Reach,
  type Route,
  termsOf,
} from './types.ts';

/**
 * Derives, for every place where a definition reads a table, how changed rows lead to the keys they affect.
 *
 * The routes may lead to too many keys, never to too few. Using the other tables as they are when the queue is drained
 * is enough: if a row nearer to the key has changed too, its own old image leads there. Reports what has no key, and
 * reads that nothing selective links to it.
 */
export function traceLineage(definitions: readonly ResolvedDefinition[], report: Report): readonly Lineage[] {
  return definitions.flatMap((definition) => {
    const outputs = chooseKey(definition, report);
    return outputs ? traceDefinition(definition, outputs, report) : [];
  });
}

function traceDefinition(
  definition: ResolvedDefinition,
  outputs: readonly ResolvedOutput[],
  report: Report,
): Lineage[] {
  const key = outputs.map(
    ({ name, type, notNull, scalar }): KeyColumn => ({ name, type: type ?? '', asText: !scalar, nullable: !notNull }),
  );
  const followed = definition.graph.occurrences.filter(isFollowed);
  const routes = followed.flatMap((occurrence): readonly Route[] => {
    const { reach, ...route } = traceOccurrence(occurrence, definition, outputs);
    if (reach) return [{ ...route, reach }];
    reportUnlinked(occurrence, definition, outputs, report);
    return [];
  });
  return [{ definition, key, routes: mergeRoutes([...routes, ...definition.functionReads.map(routeOfFunction)]) }];
}

/** A table that functions read: they may read any of its rows, for any row of the result. */
function routeOfFunction(source: SourceRelation): Route {
  return {
    source,
    aliases: [source.name],
    readColumns: source.columns.map(({ name }) => name),
    wholeRow: true,
    reach: { kind: 'full' },
  };
}

function isFollowed(occurrence: Occurrence): occurrence is RelationOccurrence {
  return occurrence.kind === 'relation' && occurrence.followed;
}

type Traced = Omit<Route, 'reach'> & { readonly reach: Reach | undefined };

function traceOccurrence(
  occurrence: RelationOccurrence,
  definition: ResolvedDefinition,
  outputs: readonly ResolvedOutput[],
): Traced {
  const { source, alias, reads } = occurrence;
  const route = {
    source,
    aliases: [alias],
    readColumns: source.columns.map(({ name }) => name).filter((name) => reads.has(name)),
    wholeRow: reads.has('*'),
  };
  const full = definition.definition.annotations.onChange.some(
    ({ table }) => table.at(-1) === source.name && (table.length === 1 || table.at(-2) === source.schema),
  );
  if (full) return { ...route, reach: { kind: 'full' } };
  const key = outputs.map(({ value }) => value);
  const paths = branchChoices(definition.graph, occurrence, key).map((branches) =>
    pathsInBranch(occurrence, branches, definition, outputs),
  );
  if (paths.some((found) => found === undefined)) return { ...route, reach: undefined };
  const all = paths.flatMap((found) => found ?? []);
  return { ...route, reach: describeReach(occurrence, all, outputs) };
}

/**
 * The paths with these branches taken: one for each combination of key columns that may be there or be NULL, because
 * they stand on the nullable side of an outer join. A row that appears there also removes the one with NULLs.
 */
function pathsInBranch(
  occurrence: RelationOccurrence,
  branches: BranchChoice,
  definition: ResolvedDefinition,
  outputs: readonly ResolvedOutput[],
): readonly JoinPath[] | undefined {
  const { graph } = definition;
  const values = outputs.map(({ value }) => chosenValue(value, branches));
  if (values.every(({ kind }) => kind === 'computed') || outputs.some(({ type }) => type === undefined))
    return undefined;
  const always = certainPart(graph, [0], withoutSides(branches, graph)).regions;
  const needed = new Set(
    values.flatMap((value, index) => (isMerged(outputs[index]?.value, graph) ? [] : regionsIn(value, graph))),
  );
  const optional = [...needed].filter((region) => !always.has(region));
  if (optional.length > mostOptionalParts) return undefined;
  const paths = subsets(optional).map((present) => {
    const certain = certainPart(graph, [occurrence.region, ...present], branches);
    const absent = new Set(optional.filter((region) => !present.includes(region)));
    const targets = outputs.map((output, index): KeyTarget => {
      const merged = isMerged(output.value, graph);
      const isAbsent = ({ occurrence: id }: ColumnOf) => !merged && absent.has(graph.occurrences[id]?.region ?? 0);
      const value = values[index] ?? { kind: 'computed' };
      const isNull =
        value.kind === 'column' ? isAbsent(value) : value.kind === 'expression' && absent.has(value.region);
      return {
        name: output.name,
        value: isNull ? { kind: 'null' } : value,
        isAbsent,
        typeOf: (column) => typeOf(column, graph),
        type: output.type ?? '',
        cast: output.value.kind === 'choice',
        nullable: !output.notNull,
      };
    });
    return findJoinPaths(occurrence, certain, branches, targets, definition);
  });
  return paths.some((found) => found === undefined) ? undefined : paths.flatMap((found) => found ?? []);
}

/** Which side of a full join a row is on says nothing of whether that side was there before it. */
function withoutSides(branches: BranchChoice, { regions }: RelationGraph): BranchChoice {
  const sides = new Set(regions.flatMap(({ branch }) => (branch?.side ? [branch.setOperation] : [])));
  return new Map([...branches].filter(([setOperation]) => !sides.has(setOperation)));
}

/** Whether a value is taken from whichever side of a full join is there. */
function isMerged(value: Value | undefined, { regions }: RelationGraph): boolean {
  return (
    value?.kind === 'choice' &&
    regions.some(({ branch }) => branch?.side === true && branch.setOperation === value.setOperation)
  );
}

function typeOf({ occurrence: id, column }: ColumnOf, { occurrences }: RelationGraph): string {
  const occurrence = occurrences[id];
  if (occurrence?.kind !== 'relation') return 'text';
  return occurrence.source.columns.find(({ name }) => name === column)?.type ?? 'text';
}

/** Every part of a key that may be NULL doubles the paths. */
const mostOptionalParts = 6;

function subsets<T>(items: readonly T[]): readonly (readonly T[])[] {
  const [first, ...rest] = items;
  return first === undefined ? [[]] : subsets(rest).flatMap((some) => [some, [first, ...some]]);
}

function describeReach(
  { source }: RelationOccurrence,
  paths: readonly JoinPath[],
  outputs: readonly ResolvedOutput[],
): Reach | undefined {
  const used = new Set(paths.flatMap((path) => termsOf(path).flatMap(changedColumnsOf)));
  const keepNulls = new Set(paths.flatMap((path) => columnsThatMayBeNull(path, outputs)));
  const linkColumns = source.columns
    .filter(({ name }) => used.has(name))
    .map(({ name, type, notNull, scalar }): LinkColumn => {
      const nulls = { nullable: !notNull, keepNulls: !notNull && keepNulls.has(name) };
      return { name, type: type ?? '', ...nulls, asText: !scalar };
    });
  const complete = linkColumns.every(({ type }) => type !== '');
  return complete && linkColumns.length > 0 ? { kind: 'keyed', linkColumns, paths: distinct(paths) } : undefined;
}

/** The changed rows' columns in which a NULL is a value like any other: as a key, or for an expression. */
function columnsThatMayBeNull(path: JoinPath, outputs: readonly ResolvedOutput[]): readonly string[] {
  const ends = path.key.filter((_, index) => !outputs[index]?.notNull);
  const joins = path.steps.flatMap(({ conditions }) => conditions.filter(({ nullSafe }) => nullSafe));
  const expressions = termsOf(path).filter(({ kind }) => kind === 'expression');
  return [...ends, ...joins.map(({ equals }) => equals), ...expressions].flatMap(changedColumnsOf);
}

/**
 * Routes of one source that lead to the same keys are one route, which reads what any of them reads; so are routes that
 * start from the same columns for the same reads, with the paths of all.
 */
function mergeRoutes(routes: readonly Route[]): readonly Route[] {
  const byPaths = mergeBy(routes, ({ reach }) => (reach.kind === 'full' ? [] : [reach.linkColumns, reach.paths]));
  return mergeBy(byPaths, ({ reach, readColumns, wholeRow }) =>
    reach.kind === 'full' ? [] : [reach.linkColumns, readColumns, wholeRow],
  );
}

function mergeBy(routes: readonly Route[], what: (route: Route) => readonly unknown[]): readonly Route[] {
  const merged = new Map<string, Route>();
  for (const route of routes) {
    const id = JSON.stringify([nameKey(route.source), ...what(route)]);
    const other = merged.get(id);
    merged.set(id, other ? mergePair(other, route) : route);
  }
  return [...merged.values()].sort((a, b) => compareNames(a.source, b.source));
}

function compareNames(a: QualifiedName, b: QualifiedName): number {
  const [left, right] = [nameKey(a), nameKey(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function mergePair(a: Route, b: Route): Route {
  const reads = new Set([...a.readColumns, ...b.readColumns]);
  const reach =
    a.reach.kind === 'keyed' && b.reach.kind === 'keyed'
      ? { ...a.reach, paths: distinct([...a.reach.paths, ...b.reach.paths]) }
      : a.reach;
  return {
    source: a.source,
    aliases: distinct([...a.aliases, ...b.aliases]),
    readColumns: a.source.columns.map(({ name }) => name).filter((name) => reads.has(name)),
    wholeRow: a.wholeRow || b.wholeRow,
    reach,
  };
}

function distinct<T>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

function reportUnlinked(
  { source, alias, span }: RelationOccurrence,
  { tview }: ResolvedDefinition,
  outputs: readonly ResolvedOutput[],
  report: Report,
): void {
  const name = alias === source.name ? `"${source.name}"` : `"${source.name}" (${alias})`;
  report.add({
    code: 'cannot-narrow',
    severity: 'error',
    message: `a change to ${name} could affect every row of "${tview.name}"`,
    span,
    why: whyUnlinked(outputs),
    help: `Link it to the key by columns (ON, WHERE, or the WHERE of the subquery), or accept that every change compares all rows: -- @on-change ${source.name}: full`,
  });
}

function whyUnlinked(outputs: readonly ResolvedOutput[]): string {
  const key = outputs.map(({ name }) => name).join(', ');
  if (outputs.every(({ value }) => value.kind === 'computed'))
    return `The key (${key}) is computed; tviews follows keys of which at least a part is a column of a table.`;
  if (outputs.filter(({ notNull }) => !notNull).length > mostOptionalParts)
    return `More than ${mostOptionalParts} parts of the key may be NULL, each of which doubles the ways that lead to it.`;
  const untyped = outputs.find(({ type }) => type === undefined);
  if (untyped)
    return `The type of the key column "${untyped.name}" is unknown; a build with --database-url or --schema can ask PostgreSQL.`;
  const nested = outputs.find(({ scalar }) => !scalar);
  if (nested)
    return `The key column "${nested.name}" is an array or a composite, of which tviews cannot hand on a set.`;
  return `No equality between columns leads from it to the key (${key}), so tviews cannot tell which rows to refresh.`;
}
