import type { ColumnOf, Equality, Occurrence, RelationGraph, Value } from '../resolve/types.ts';

/** Which branch of each set operation holds. */
export type BranchChoice = ReadonlyMap<number, number>;

/** The part of a relation graph that certainly contributes to a result row: relations and the equalities among them. */
export interface CertainPart {
  readonly regions: ReadonlySet<number>;
  readonly occurrences: readonly Occurrence[];
  readonly equalities: readonly (readonly [ColumnOf, ColumnOf])[];
}

/**
 * What is certain wherever all of `present` contributes, with these branches taken.
 *
 * A region is certain with everything around it. So is one that a certain equality names a column of: NULL equals
 * nothing, so the row would not be there without it.
 */
export function certainPart(graph: RelationGraph, present: readonly number[], branches: BranchChoice): CertainPart {
  const regions = new Set<number>();
  const include = (id: number | undefined): void => {
    for (let region = id; region !== undefined && !regions.has(region); region = graph.regions[region]?.parent)
      regions.add(region);
  };
  for (const region of present) include(region);
  let equalities: readonly (readonly [ColumnOf, ColumnOf])[] = [];
  for (let size = -1; size !== regions.size; ) {
    size = regions.size;
    for (const { id, parent, branch } of graph.regions)
      if (branch && parent !== undefined && regions.has(parent) && branches.get(branch.setOperation) === branch.index)
        regions.add(id);
    equalities = graph.equalities.flatMap((equality) => certainEquality(equality, regions, branches));
    for (const column of equalities.flat()) include(graph.occurrences[column.occurrence]?.region);
  }
  return { regions, equalities, occurrences: graph.occurrences.filter(({ region }) => regions.has(region)) };
}

function certainEquality(
  equality: Equality,
  regions: ReadonlySet<number>,
  branches: BranchChoice,
): readonly (readonly [ColumnOf, ColumnOf])[] {
  if (!equality.regions.every((region) => regions.has(region))) return [];
  const left = columnOf(equality.left, branches);
  const right = columnOf(equality.right, branches);
  return left && right ? [[left, right]] : [];
}

/** The column a value comes from when these branches are taken; undefined when it is computed. */
export function columnOf(value: Value, branches: BranchChoice): ColumnOf | undefined {
  if (value.kind === 'computed') return undefined;
  if (value.kind === 'column') return value;
  const branch = value.branches[branches.get(value.setOperation) ?? 0];
  return branch && columnOf(branch, branches);
}

/** Above so many combinations, conditions with alternatives are dropped rather than followed. */
const manyChoices = 32;

/**
 * Every combination of branches in which an occurrence can matter: its own branches fixed, those of UNION and OR that
 * stand where it contributes free, the second branch of INTERSECT and EXCEPT only from inside (from outside, each row is
 * one of the first).
 */
export function branchChoices(
  graph: RelationGraph,
  occurrence: Occurrence,
  key: readonly Value[],
): readonly BranchChoice[] {
  // Key columns may stand on the nullable side of a join; alternatives there count as well.
  const present = [occurrence.region, ...key.flatMap((value) => regionsOf(value, graph))];
  const own = new Map<number, number>();
  for (let id: number | undefined = occurrence.region; id !== undefined; id = graph.regions[id]?.parent) {
    const branch = graph.regions[id]?.branch;
    if (branch) own.set(branch.setOperation, branch.index);
  }
  const complete: BranchChoice[] = [];
  const open: BranchChoice[] = [own];
  for (let choice = open.pop(); choice; choice = open.pop()) {
    const indexes = nextBranches(graph, present, choice, open.length + complete.length < manyChoices);
    if (indexes) for (const [setOperation, index] of indexes) open.push(new Map([...choice, [setOperation, index]]));
    else complete.push(choice);
  }
  return complete;
}

/** The branches of one more set operation that is open where the occurrence contributes; undefined when there is none. */
function nextBranches(
  graph: RelationGraph,
  present: readonly number[],
  choice: BranchChoice,
  followConditions: boolean,
): readonly (readonly [number, number])[] | undefined {
  const { regions } = certainPart(graph, present, choice);
  const found = graph.regions.find(
    ({ parent, branch }) =>
      branch &&
      !branch.optional &&
      (followConditions || !branch.condition) &&
      parent !== undefined &&
      regions.has(parent) &&
      !choice.has(branch.setOperation),
  );
  const setOperation = found?.branch?.setOperation;
  if (setOperation === undefined) return undefined;
  return graph.regions.flatMap(({ branch }) =>
    branch?.setOperation === setOperation && !branch.optional ? [[setOperation, branch.index] as const] : [],
  );
}

function regionsOf(value: Value, graph: RelationGraph): readonly number[] {
  if (value.kind === 'computed') return [];
  if (value.kind === 'choice') return value.branches.flatMap((branch) => regionsOf(branch, graph));
  return [graph.occurrences[value.occurrence]?.region ?? 0];
}
