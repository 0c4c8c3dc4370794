import { equalityTree } from '../parse/nodes.ts';
import type { ColumnOf, Equality, ExpressionValue, Occurrence, RelationGraph, Value } from '../resolve/types.ts';
import { occurrencesOf, placeholder } from '../resolve/values.ts';
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
  const id = JSON.stringify([[...new Set(present)].sort(), [...branches].sort()]);
  const known = parts.get(graph) ?? new Map<string, CertainPart>();
  const part = known.get(id) ?? findCertainPart(graph, present, branches);
  parts.set(graph, known.set(id, part));
  return part;
}

/** Many relations of a query stand in the same regions. */
const parts = new WeakMap<RelationGraph, Map<string, CertainPart>>();

function findCertainPart(graph: RelationGraph, present: readonly number[], branches: BranchChoice): CertainPart {
  const regions = certainRegions(graph, present, branches);
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
    equalities: links.flatMap((link) => (link.kind === 'equality' ? [link.columns] : [])),
    nullSafe: links.flatMap((link) => (link.kind === 'null-safe' ? [link.columns] : [])),
    predicates: links.flatMap((link) => (link.kind === 'predicate' ? [link.predicate] : [])),
    filters: findFilters(graph, isCertain, branches),
  };
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

function certainRegions(graph: RelationGraph, present: readonly number[], branches: BranchChoice): ReadonlySet<number> {
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
    for (const { regions: needed, left, right, nullSafe } of graph.equalities) {
      if (nullSafe || !needed.every((region) => regions.has(region))) continue;
      const sides = [chosenValue(left, branches), chosenValue(right, branches)];
      if (sides.every(({ kind }) => kind === 'column'))
        for (const region of sides.flatMap((side) => regionsIn(side, graph))) include(region);
    }
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

/** Above so many combinations, conditions with alternatives are dropped rather than followed; */
const manyChoices = 32;
/** above so many, nothing is followed. */
const mostChoices = 128;

/** Which alternatives are followed: those of the key and of conditions, or the branches of set operations as well. */
export type Alternatives = 'conditions' | 'everything';

/**
 * Every combination of branches in which an occurrence can matter: its own branches fixed, those of UNION and OR that
 * stand where it contributes free, the second branch of INTERSECT and EXCEPT only from inside (from outside, each row is
 * one of the first). Undefined where there are too many.
 */
export function branchChoices(
  graph: RelationGraph,
  occurrence: Occurrence,
  key: readonly Value[],
  alternatives: Alternatives,
): readonly BranchChoice[] | undefined {
  // Key columns may stand on the nullable side of a join; alternatives there count as well.
  const present = [occurrence.region, ...key.flatMap((value) => regionsAround(value, graph))];
  const own = ownBranches(graph, occurrence);
  const relevant = relevantOperations(graph, key, alternatives);
  const complete: BranchChoice[] = [];
  const open: BranchChoice[] = [own];
  for (let choice = open.pop(); choice; choice = open.pop()) {
    if (open.length + complete.length > mostChoices) return undefined;
    const followConditions = open.length + complete.length < manyChoices;
    const next = nextOperation(graph, present, choice, relevant, followConditions);
    if (next === undefined) complete.push(choice);
    else for (const index of indexesOf(graph, next)) open.push(new Map([...choice, [next, index]]));
  }
  return complete;
}

/** The branches that an occurrence itself stands in. */
export function ownBranches(graph: RelationGraph, { region }: Occurrence): BranchChoice {
  const own = new Map<number, number>();
  for (let id: number | undefined = region; id !== undefined; id = graph.regions[id]?.parent) {
    const branch = graph.regions[id]?.branch;
    if (branch) own.set(branch.setOperation, branch.index);
  }
  return own;
}

/**
 * The set operations on which a link, the key or the presence of a relation depends. Which side of a full join is there
 * matters only to a value that is taken from either.
 */
function relevantOperations(
  graph: RelationGraph,
  key: readonly Value[],
  alternatives: Alternatives,
): ReadonlySet<number> {
  const ofRegion = (start: number): number[] => {
    const found: number[] = [];
    for (let id: number | undefined = start; id !== undefined; id = graph.regions[id]?.parent) {
      const branch = graph.regions[id]?.branch;
      if (branch && !branch.side) found.push(branch.setOperation);
    }
    return found;
  };
  const ofValue = (value: Value): readonly number[] => {
    if (value.kind === 'choice') return [value.setOperation, ...value.branches.flatMap(ofValue)];
    return value.kind === 'expression' ? value.operands.flatMap(ofValue) : [];
  };
  const ofKey = new Set(key.flatMap(ofValue));
  const all = new Set([
    ...graph.occurrences.flatMap(({ region }) => ofRegion(region)),
    ...[...graph.equalities, ...graph.predicates].flatMap(({ regions }) => regions.flatMap(ofRegion)),
    ...graph.equalities.flatMap(({ left, right }) => [...ofValue(left), ...ofValue(right)]),
    ...graph.predicates.flatMap(({ condition }) => ofValue(condition)),
    ...ofKey,
  ]);
  if (alternatives === 'everything') return all;
  const conditions = graph.regions.flatMap(({ branch }) => (branch?.condition ? [branch.setOperation] : []));
  return new Set([...ofKey, ...conditions.filter((setOperation) => all.has(setOperation))]);
}

/** One more set operation that is open where the occurrence contributes. */
function nextOperation(
  graph: RelationGraph,
  present: readonly number[],
  choice: BranchChoice,
  relevant: ReadonlySet<number>,
  followConditions: boolean,
): number | undefined {
  const regions = certainRegions(graph, present, choice);
  return graph.regions.find(
    ({ parent, branch }) =>
      branch &&
      !branch.optional &&
      (followConditions || !branch.condition) &&
      parent !== undefined &&
      regions.has(parent) &&
      relevant.has(branch.setOperation) &&
      !choice.has(branch.setOperation),
  )?.branch?.setOperation;
}

function indexesOf(graph: RelationGraph, setOperation: number): readonly number[] {
  return graph.regions.flatMap(({ branch }) =>
    branch?.setOperation === setOperation && !branch.optional ? [branch.index] : [],
  );
}

function regionsAround(value: Value, graph: RelationGraph): readonly number[] {
  const ofOccurrences = [...occurrencesOf(value)].map((id) => graph.occurrences[id]?.region ?? 0);
  return value.kind === 'expression' ? [value.region, ...ofOccurrences] : ofOccurrences;
}
