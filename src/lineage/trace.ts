import type { Report } from '../diagnostics/diagnostic.ts';
import type { Occurrence, ResolvedDefinition, ResolvedOutput } from '../resolve/types.ts';
import { nameKey, type QualifiedName } from '../sql/identifiers.ts';
import { type BranchChoice, branchChoices, certainPart, columnOf } from './certainty.ts';
import { findJoinPaths, type KeyTarget } from './join-path.ts';
import { chooseKey } from './key.ts';
import type { JoinPath, KeyColumn, Lineage, LinkColumn, Reach, Route } from './types.ts';

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
  const key = outputs.map(({ name, type, notNull }): KeyColumn => ({ name, type: type ?? '', nullable: !notNull }));
  const found = definition.graph.occurrences.map((occurrence) => traceOccurrence(occurrence, definition, outputs));
  for (const [index, { reach }] of found.entries()) {
    const occurrence = definition.graph.occurrences[index];
    if (reach === undefined && occurrence) reportUnlinked(occurrence, definition, outputs, report);
  }
  return [{ definition, key, routes: mergeRoutes(found.flatMap((route) => (route.reach ? [route as Route] : []))) }];
}

type Traced = Omit<Route, 'reach'> & { readonly reach: Reach | undefined };

function traceOccurrence(
  occurrence: Occurrence,
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
  const paths = branchChoices(
    definition.graph,
    occurrence,
    outputs.map(({ value }) => value),
  ).map((branches) => pathsInBranch(occurrence, branches, definition, outputs));
  if (paths.some((found) => found === undefined)) return { ...route, reach: undefined };
  return {
    ...route,
    reach: describeReach(
      occurrence,
      paths.flatMap((found) => found ?? []),
      outputs,
    ),
  };
}

/**
 * The paths with these branches taken: one for each combination of key columns that may be there or be NULL, because
 * they stand on the nullable side of an outer join. A row that appears there also removes the one with NULLs.
 */
function pathsInBranch(
  occurrence: Occurrence,
  branches: BranchChoice,
  definition: ResolvedDefinition,
  outputs: readonly ResolvedOutput[],
): readonly JoinPath[] | undefined {
  const { graph } = definition;
  const columns = outputs.map(({ value }) => columnOf(value, branches));
  const regionOf = (index: number): number => graph.occurrences[columns[index]?.occurrence ?? -1]?.region ?? 0;
  if (columns.every((column) => column === undefined) || outputs.some(({ type }) => type === undefined))
    return undefined;
  const always = certainPart(graph, [0], branches).regions;
  const optional = [...new Set(columns.map((_, index) => regionOf(index)))].filter((region) => !always.has(region));
  if (optional.length > mostOptionalParts) return undefined;
  const paths = subsets(optional).map((present) => {
    const certain = certainPart(graph, [occurrence.region, ...present], branches);
    const absent = new Set(optional.filter((region) => !present.includes(region)));
    const targets = outputs.map(
      ({ name, type, notNull }, index): KeyTarget => ({
        name,
        column: absent.has(regionOf(index)) ? undefined : columns[index],
        computed: columns[index] === undefined,
        type: type ?? '',
        nullable: !notNull,
      }),
    );
    return findJoinPaths(occurrence, certain, targets, definition);
  });
  return paths.some((found) => found === undefined) ? undefined : paths.flatMap((found) => found ?? []);
}

/** Every part of a key that may be NULL doubles the paths. */
const mostOptionalParts = 6;

function subsets<T>(items: readonly T[]): readonly (readonly T[])[] {
  const [first, ...rest] = items;
  return first === undefined ? [[]] : subsets(rest).flatMap((some) => [some, [first, ...some]]);
}

function describeReach(
  { source }: Occurrence,
  paths: readonly JoinPath[],
  outputs: readonly ResolvedOutput[],
): Reach | undefined {
  const used = new Set(paths.flatMap(changedColumns));
  const keepNulls = new Set(paths.flatMap((path) => columnsThatMayBeNull(path, outputs)));
  const linkColumns = source.columns
    .filter(({ name }) => used.has(name))
    .map(({ name, type, notNull }): LinkColumn => {
      return { name, type: type ?? '', nullable: !notNull, keepNulls: !notNull && keepNulls.has(name) };
    });
  const collectable = new Set(source.columns.filter(({ scalar }) => scalar).map(({ name }) => name));
  const complete = linkColumns.every(({ name, type }) => type !== '' && collectable.has(name));
  return complete && linkColumns.length > 0 ? { kind: 'keyed', linkColumns, paths: distinct(paths) } : undefined;
}

/** The changed rows' columns in which a NULL is a key value like any other. */
function columnsThatMayBeNull({ steps, key }: JoinPath, outputs: readonly ResolvedOutput[]): readonly string[] {
  const ends = key.filter((_, index) => !outputs[index]?.notNull);
  const joins = steps.flatMap(({ conditions }) => conditions.filter(({ nullSafe }) => nullSafe));
  return [...ends, ...joins.map(({ equals }) => equals)].flatMap((term) =>
    term.kind === 'changed' ? [term.column] : [],
  );
}

function changedColumns({ steps, key }: JoinPath): readonly string[] {
  const terms = [...key, ...steps.flatMap(({ conditions }) => conditions.map(({ equals }) => equals))];
  return terms.flatMap((term) => (term.kind === 'changed' ? [term.column] : []));
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
  { source, alias, span }: Occurrence,
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
