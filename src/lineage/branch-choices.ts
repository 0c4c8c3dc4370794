import type { Occurrence, RelationGraph, Value } from '../resolve/types.ts';
import { occurrencesOf } from '../resolve/values.ts';
import { certainRegions } from './certainty.ts';
import type { BranchChoice } from './chosen-value.ts';

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
