import { equalityTree } from '../parse/nodes.ts';
import type { ColumnOf, Equality, ExpressionValue, Occurrence, RelationGraph } from '../resolve/types.ts';
import { placeholder, sourceColumn } from '../resolve/values.ts';
import { type BranchChoice, type ChosenExpression, chosenValue, columnsIn, regionsIn } from './chosen-value.ts';

/** The part of a relation graph that certainly contributes to a result row: relations and what links them. */
export interface CertainPart {
  readonly regions: ReadonlySet<number>;
  readonly occurrences: readonly Occurrence[];
  readonly equalities: readonly ColumnPair[];
  /** Columns that are equal or both NULL. */
  readonly nullSafe: readonly ColumnPair[];
  readonly predicates: readonly CertainPredicate[];
  /** What rows of one occurrence must meet to matter, by its id. */
  readonly filters: ReadonlyMap<number, readonly ChosenExpression[]>;
}

type ColumnPair = readonly [ColumnOf, ColumnOf];

export interface CertainPredicate {
  readonly condition: ChosenExpression;
  readonly occurrences: ReadonlySet<number>;
}

/**
 * What is certain wherever all of `present` contributes, with these branches taken.
 *
 * A region is certain with everything around it. So is one that a certain equality names a column of: NULL equals
 * nothing, so the row would not be there without it.
 */
export function certainPart(graph: RelationGraph, present: readonly number[], branches: BranchChoice): CertainPart {
  const regions = certainRegions(graph, present, branches);
  const { parts } = knownOf(graph, branches);
  const id = identityOf(regions);
  const part = parts.get(id) ?? findCertainPart(graph, regions, branches);
  parts.set(id, part);
  return part;
}

/** The regions that are certain wherever all of `present` contributes. */
export function certainRegions(
  graph: RelationGraph,
  present: readonly number[],
  branches: BranchChoice,
): ReadonlySet<number> {
  const { regions, implications } = knownOf(graph, branches);
  const id = identityOf(new Set(present));
  const found = regions.get(id) ?? findCertainRegions(graph, present, branches, implications);
  regions.set(id, found);
  return found;
}

/** What has been found out about a graph with some branches taken: relations and parts of the key share most of it. */
interface Known {
  /** By the regions that are present. */
  readonly regions: Map<string, ReadonlySet<number>>;
  /** By the regions that are certain. */
  readonly parts: Map<string, CertainPart>;
  readonly implications: readonly Implication[];
}

interface KnownGraph {
  readonly byBranches: Map<string, Known>;
  /** Whatever branches are taken. */
  readonly implications: readonly Implication[];
  /** Equalities of which the branches decide what they imply. */
  readonly undecided: readonly Equality[];
}

const known = new WeakMap<RelationGraph, KnownGraph>();

function knownOf(graph: RelationGraph, branches: BranchChoice): Known {
  const ofGraph = known.get(graph) ?? newlyKnown(graph);
  known.set(graph, ofGraph);
  const id = JSON.stringify([...branches].sort(([a], [b]) => a - b));
  const found = ofGraph.byBranches.get(id) ?? {
    regions: new Map(),
    parts: new Map(),
    implications: [
      ...ofGraph.implications,
      ...ofGraph.undecided.flatMap((equality) => implicationsOf(equality, graph, branches)),
    ],
  };
  ofGraph.byBranches.set(id, found);
  return found;
}

function newlyKnown(graph: RelationGraph): KnownGraph {
  const isDecided = ({ left, right }: Equality): boolean => left.kind !== 'choice' && right.kind !== 'choice';
  return {
    byBranches: new Map(),
    implications: graph.equalities.filter(isDecided).flatMap((equality) => implicationsOf(equality, graph, new Map())),
    undecided: graph.equalities.filter((equality) => !isDecided(equality)),
  };
}

function identityOf(regions: ReadonlySet<number>): string {
  return [...regions].sort((a, b) => a - b).join();
}

/** Where all of `needed` contributes, so does `implied`. */
interface Implication {
  readonly needed: readonly number[];
  readonly implied: readonly number[];
}

function implicationsOf(
  { regions: needed, left, right, nullSafe }: Equality,
  graph: RelationGraph,
  branches: BranchChoice,
): readonly Implication[] {
  const sides = [chosenValue(left, branches), chosenValue(right, branches)];
  if (nullSafe || !sides.every(({ kind }) => kind === 'column')) return [];
  return [{ needed, implied: sides.flatMap((side) => regionsIn(side, graph)) }];
}

function findCertainPart(graph: RelationGraph, regions: ReadonlySet<number>, branches: BranchChoice): CertainPart {
  const isCertain = (region: number): boolean => regions.has(region);
  const links = [
    ...graph.equalities
      .filter((equality) => equality.regions.every(isCertain))
      .map((equality) => chooseEquality(equality, graph, branches)),
    ...graph.predicates
      .filter((predicate) => predicate.regions.every(isCertain))
      .map(({ regions: place, condition }) => asLink(condition, place, graph, branches)),
  ];
  return {
    regions,
    occurrences: graph.occurrences.filter(({ region }) => regions.has(region)),
    ...withoutNulls(
      links.flatMap((link) => (link.kind === 'equality' ? [link.columns] : [])),
      links.flatMap((link) => (link.kind === 'null-safe' ? [link.columns] : [])),
      graph,
    ),
    predicates: links.flatMap((link) => (link.kind === 'predicate' ? [link.predicate] : [])),
    filters: findFilters(graph, isCertain, branches),
  };
}

/** Of columns that are equal or both NULL, those are equal of which one cannot be NULL: another equality names it. */
function withoutNulls(
  equalities: readonly ColumnPair[],
  nullSafe: readonly ColumnPair[],
  { occurrences }: RelationGraph,
): Pick<CertainPart, 'equalities' | 'nullSafe'> {
  const idOf = ({ occurrence, column }: ColumnOf): string => `${occurrence}.${column}`;
  const named = new Set(equalities.flat().map(idOf));
  const isThere = (column: ColumnOf): boolean =>
    named.has(idOf(column)) || sourceColumn(occurrences[column.occurrence], column.column)?.notNull === true;
  const [strict, open]: [ColumnPair[], ColumnPair[]] = [[...equalities], [...nullSafe]];
  for (
    let next = open.findIndex((pair) => pair.some(isThere));
    next >= 0;
    next = open.findIndex((pair) => pair.some(isThere))
  )
    for (const pair of open.splice(next, 1)) {
      strict.push(pair);
      for (const column of pair) named.add(idOf(column));
    }
  return { equalities: strict, nullSafe: open };
}

function findFilters(
  graph: RelationGraph,
  isCertain: (region: number) => boolean,
  branches: BranchChoice,
): CertainPart['filters'] {
  const filters = new Map<number, ChosenExpression[]>();
  for (const { regions: place, condition } of graph.localConditions) {
    const link = place.every(isCertain) ? asLink(condition, place, graph, branches) : undefined;
    if (link?.kind !== 'predicate' || link.predicate.occurrences.size !== 1) continue;
    for (const id of link.predicate.occurrences)
      filters.set(id, [...(filters.get(id) ?? []), link.predicate.condition]);
  }
  return filters;
}

function findCertainRegions(
  graph: RelationGraph,
  present: readonly number[],
  branches: BranchChoice,
  implications: readonly Implication[],
): ReadonlySet<number> {
  const regions = new Set<number>();
  const include = (id: number | undefined): void => {
    for (let region = id; region !== undefined && !regions.has(region); region = graph.regions[region]?.parent)
      regions.add(region);
  };
  for (const region of present) include(region);
  for (let size = -1; size !== regions.size; ) {
    size = regions.size;
    for (const { id, parent, branch } of graph.regions)
      if (branch && parent !== undefined && regions.has(parent) && branches.get(branch.setOperation) === branch.index)
        regions.add(id);
    for (const { needed, implied } of implications)
      if (needed.every((region) => regions.has(region))) for (const region of implied) include(region);
  }
  return regions;
}

type Link =
  | { readonly kind: 'equality' | 'null-safe'; readonly columns: ColumnPair }
  | { readonly kind: 'predicate'; readonly predicate: CertainPredicate }
  | { readonly kind: 'none' };

/** An equality between columns, or between expressions: then it is a condition like any other. */
function chooseEquality(
  { regions: place, left, right, nullSafe }: Equality,
  graph: RelationGraph,
  branches: BranchChoice,
): Link {
  const [a, b] = [chosenValue(left, branches), chosenValue(right, branches)];
  if (a.kind !== 'column' || b.kind !== 'column') {
    const tree = nullSafe ? nullSafeTree : plainTree;
    return asLink({ kind: 'expression', tree, operands: [left, right], region: 0 }, place, graph, branches);
  }
  if (!nullSafe) return { kind: 'equality', columns: [a, b] };
  const isSound = speaksOfAll([...regionsIn(a, graph), ...regionsIn(b, graph)], place, graph, branches);
  return isSound ? { kind: 'null-safe', columns: [a, b] } : { kind: 'none' };
}

const plainTree = equalityTree(placeholder(0), placeholder(1));
const nullSafeTree = equalityTree(placeholder(0), placeholder(1), 'AEXPR_NOT_DISTINCT');

function asLink(value: ExpressionValue, place: readonly number[], graph: RelationGraph, branches: BranchChoice): Link {
  const condition = chosenValue(value, branches);
  if (condition.kind !== 'expression' || !speaksOfAll(regionsIn(condition, graph), place, graph, branches))
    return { kind: 'none' };
  const occurrences = new Set(columnsIn(condition).map(({ occurrence }) => occurrence));
  return { kind: 'predicate', predicate: { condition, occurrences } };
}

/**
 * Whether a condition that NULLs may meet says something of each row it names. In `p LEFT JOIN c … WHERE c.x IS NULL` it
 * does not: a row of c matters that does not meet it, because without it the row of p would. Only conditions of which
 * every part is there wherever they are asked can be relied on.
 */
function speaksOfAll(
  regions: readonly number[],
  place: readonly number[],
  graph: RelationGraph,
  branches: BranchChoice,
): boolean {
  const there = certainRegions(graph, place, withoutSides(branches, graph));
  return regions.every((region) => there.has(region));
}

/** Which side of a full join a row is on says nothing of whether that side was there before it. */
export function withoutSides(branches: BranchChoice, { regions }: RelationGraph): BranchChoice {
  const sides = new Set(regions.flatMap(({ branch }) => (branch?.side ? [branch.setOperation] : [])));
  return new Map([...branches].filter(([setOperation]) => !sides.has(setOperation)));
}
