import { isDeepStrictEqual } from 'node:util';
import type { Report } from '../diagnostics/diagnostic.ts';
import type {
  Occurrence,
  RelationGraph,
  RelationOccurrence,
  ResolvedDefinition,
  ResolvedOutput,
  SourceRelation,
} from '../resolve/types.ts';
import { nameKey, type QualifiedName } from '../sql/identifiers.ts';
import { type Alternatives, branchChoices, ownBranches } from './branch-choices.ts';
import { certainPart } from './certainty.ts';
import { type BranchChoice, chosenValue } from './chosen-value.ts';
import { Effort } from './effort.ts';
import { findJoinPaths, type Tracing, writeOverChanged } from './join-path.ts';
import { chooseKey } from './key.ts';
import { KeyStates } from './key-states.ts';
import {
  changedColumnsOf,
  type ExpressionTerm,
  type JoinPath,
  type KeyColumn,
  type Lineage,
  type LinkColumn,
  type Reach,
  type Route,
  termsOf,
} from './types.ts';
import { reportTooComplex, reportUnlinked } from './unlinked.ts';

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
  const effort = new Effort();
  const tracing: Tracing = { definition, outputs, states: new KeyStates(definition, outputs), effort };
  const followed = definition.graph.occurrences.filter(isFollowed);
  // Most definitions need no path through the branches of a UNION that the changed row is not in. All rows are followed
  // in the same way: the proof compares the lengths of their paths.
  const routes =
    traceAll(followed, (occurrence) => traceOccurrence(occurrence, 'conditions', tracing)) ??
    traceEach(followed, tracing, report);
  return [{ definition, key, routes: mergeRoutes([...routes, ...definition.functionReads.map(routeOfFunction)]) }];
}

/** The routes over all alternatives; reports the occurrences that have none. */
function traceEach(followed: readonly RelationOccurrence[], tracing: Tracing, report: Report): readonly Route[] {
  const routes: Route[] = [];
  // A view that is named once may read a table many times.
  const unlinked = new Map<string, RelationOccurrence>();
  for (const occurrence of followed) {
    const place = placeOf(occurrence);
    if (unlinked.has(place)) continue;
    const route = traceOccurrence(occurrence, 'everything', tracing);
    if (tracing.effort.isSpent) break;
    if (route === undefined) unlinked.set(place, occurrence);
    else routes.push(route);
  }
  for (const occurrence of unlinked.values()) reportUnlinked(occurrence, tracing, report);
  if (unlinked.size === 0 && tracing.effort.isSpent) reportTooComplex(tracing.definition, report);
  return routes;
}

/** A table that functions read: they may read any of its rows, for any row of the result. */
function routeOfFunction(source: SourceRelation): Route {
  return {
    source,
    aliases: [source.name],
    readColumns: source.columns.map(({ name }) => name),
    wholeRow: true,
    conditions: [],
    reach: { kind: 'full' },
  };
}

/** The routes of all occurrences; undefined where one has none. */
function traceAll(
  occurrences: readonly RelationOccurrence[],
  trace: (occurrence: RelationOccurrence) => Route | undefined,
): readonly Route[] | undefined {
  const routes: Route[] = [];
  for (const occurrence of occurrences) {
    const route = trace(occurrence);
    if (route === undefined) return undefined;
    routes.push(route);
  }
  return routes;
}

function placeOf({ source, span }: RelationOccurrence): string {
  return JSON.stringify([nameKey(source), span]);
}

function isFollowed(occurrence: Occurrence): occurrence is RelationOccurrence {
  return occurrence.kind === 'relation' && occurrence.followed;
}

/** The route of one occurrence, over these alternatives; undefined where nothing leads to the key. */
function traceOccurrence(
  occurrence: RelationOccurrence,
  alternatives: Alternatives,
  tracing: Tracing,
): Route | undefined {
  const { definition, outputs } = tracing;
  const { source, alias, reads } = occurrence;
  const route = {
    source,
    aliases: [alias],
    readColumns: source.columns.map(({ name }) => name).filter((name) => reads.has(name)),
    wholeRow: reads.has('*'),
    conditions: localConditions(occurrence, definition.graph),
  };
  const full = definition.definition.annotations.onChange.some(
    ({ table }) => table.at(-1) === source.name && (table.length === 1 || table.at(-2) === source.schema),
  );
  if (full) return { ...route, conditions: [], reach: { kind: 'full' } };
  const key = outputs.map(({ value }) => value);
  const paths: JoinPath[] = [];
  for (const branches of branchChoices(definition.graph, occurrence, key, alternatives) ?? [undefined]) {
    const found = branches && pathsInBranch(occurrence, branches, tracing);
    if (found === undefined) return undefined;
    paths.push(...found);
  }
  const reach = describeReach(occurrence, paths, outputs);
  return reach && { ...route, reach };
}

/** What must hold of a row of an occurrence wherever it can matter. */
function localConditions(occurrence: RelationOccurrence, graph: RelationGraph): readonly ExpressionTerm[] {
  const { filters } = certainPart(graph, [occurrence.region], ownBranches(graph, occurrence));
  return (filters.get(occurrence.id) ?? []).map((condition) => writeOverChanged(condition, occurrence));
}

/** The paths with these branches taken: one for each state of the key. */
function pathsInBranch(
  occurrence: RelationOccurrence,
  branches: BranchChoice,
  tracing: Tracing,
): readonly JoinPath[] | undefined {
  const { definition, outputs } = tracing;
  const values = outputs.map(({ value }) => chosenValue(value, branches));
  if (values.every(({ kind }) => kind === 'computed') || outputs.some(({ type }) => type === undefined))
    return undefined;
  const states = tracing.states.of(branches);
  if (states === undefined) return undefined;
  const paths: JoinPath[] = [];
  for (const { present, targets } of states) {
    const certain = certainPart(definition.graph, [occurrence.region, ...present], branches);
    const found = findJoinPaths(occurrence, certain, branches, targets, tracing);
    if (found === undefined) return undefined;
    paths.push(...found);
  }
  return paths;
}

function describeReach(
  { source }: RelationOccurrence,
  paths: readonly JoinPath[],
  outputs: readonly ResolvedOutput[],
): Reach | undefined {
  const used = new Set(paths.flatMap((path) => termsOf(path).flatMap(changedColumnsOf)));
  const keepNulls = new Set(paths.flatMap((path) => columnsThatMayBeNull(path, outputs)));
  const inExpressions = new Set(
    paths.flatMap((path) =>
      termsOf(path)
        .filter(({ kind }) => kind === 'expression')
        .flatMap(changedColumnsOf),
    ),
  );
  const linkColumns = source.columns
    .filter(({ name }) => used.has(name))
    .map(({ name, type, notNull, scalar, exactEquality }): LinkColumn => {
      const nulls = { nullable: !notNull, keepNulls: !notNull && keepNulls.has(name) };
      return { name, type: type ?? '', ...nulls, asText: !scalar, byLook: !exactEquality && inExpressions.has(name) };
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
  const isShared = (condition: ExpressionTerm) => b.conditions.some((other) => isDeepStrictEqual(other, condition));
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
    conditions: a.conditions.filter(isShared),
    reach,
  };
}

function distinct<T>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
