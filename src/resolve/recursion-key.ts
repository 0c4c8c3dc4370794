import type { GraphBuilder } from './graph-builder.ts';
import type { ResolvedQuery } from './query.ts';
import type { Step } from './recursion.ts';
import type { ColumnOf, Value } from './types.ts';

/** What is taken for the key of the row before while a step is looked at: the assumption of a proof by induction. */
export class AssumedKey {
  #key: ReadonlySet<number> | undefined;
  #wasReached = false;

  readonly isUnique = (known: ReadonlySet<number>): boolean => {
    const isReached = this.#key !== undefined && [...this.#key].every((position) => known.has(position));
    this.#wasReached ||= isReached;
    return isReached;
  };

  /** Whether a proof holds under the assumption, and comes to speak of the row before. */
  proves(key: ReadonlySet<number>, proof: () => boolean): boolean {
    this.#key = key;
    this.#wasReached = false;
    const holds = proof() && this.#wasReached;
    this.#key = undefined;
    return holds;
  }
}

interface Chains {
  readonly start: ResolvedQuery;
  readonly startRegion: number;
  readonly step: Step;
  readonly rowBefore: AssumedKey;
}

/**
 * Whether no two rows of a recursion agree in these columns, as in a tree that is walked from its roots.
 *
 * By induction over the length of chains: no two starts agree; where a step determines the columns of the row before, two
 * rows that agree come from rows that agree. So of two chains, the shorter one's start would agree with a step of the
 * longer one; that no start does with any step must be known.
 */
export function isUniqueInEveryChain(
  known: ReadonlySet<number>,
  { start, startRegion, step, rowBefore }: Chains,
  graph: GraphBuilder,
): boolean {
  // Those that SEARCH and CYCLE add come behind.
  const key = new Set([...known].filter((position) => position < start.columns.length));
  return (
    key.size > 0 &&
    start.isUnique(key) &&
    rowBefore.proves(key, () => step.query.isUnique(key)) &&
    startsAreNoSteps(key, start, startRegion, step, graph)
  );
}

/**
 * Whether no start agrees with a step in the key: if it is a row of the same table, which in a start has NULL where a
 * step is linked to the row before.
 */
function startsAreNoSteps(
  key: ReadonlySet<number>,
  start: ResolvedQuery,
  startRegion: number,
  step: Step,
  graph: GraphBuilder,
): boolean {
  const links = graph.equalTo(step.previous, step.region).flatMap(({ other }) => asColumn(other));
  return links.some((link) => {
    const source = graph.sourceOf(link.occurrence);
    // A composite of NULLs IS NULL, and equals another one.
    if (!source?.columns.some(({ name, scalar }) => name === link.column && scalar)) return false;
    const pairs = [...key].flatMap((index) => pairOf(start.columns[index]?.value, step.values[index]));
    const ofLink = pairs.filter(({ inStep }) => inStep.occurrence === link.occurrence);
    const starts = new Set(ofLink.map(({ inStart }) => inStart.occurrence));
    return [...starts].some((occurrence) => {
      const shared = new Set(
        ofLink.flatMap(({ inStart }) => (inStart.occurrence === occurrence ? inStart.column : [])),
      );
      const isSameRow = source.uniqueKeys.some(({ columns }) =>
        columns.every((name) => shared.has(name) && source.columns.some((own) => own.name === name && own.notNull)),
      );
      return (
        isSame(graph.sourceOf(occurrence), source) &&
        isSameRow &&
        graph.isNull({ occurrence, column: link.column }, startRegion)
      );
    });
  });
}

interface Pair {
  readonly inStart: ColumnOf;
  readonly inStep: ColumnOf;
}

/** One column of a table in both terms. */
function pairOf(start: Value | undefined, step: Value | undefined): readonly Pair[] {
  const [inStart] = start ? asColumn(start) : [];
  const [inStep] = step ? asColumn(step) : [];
  return inStart && inStep && inStart.column === inStep.column ? [{ inStart, inStep }] : [];
}

function asColumn(value: Value): readonly ColumnOf[] {
  return value.kind === 'column' ? [value] : [];
}

function isSame(
  a: { readonly schema: string; readonly name: string } | undefined,
  b: { readonly schema: string; readonly name: string },
): boolean {
  return a?.schema === b.schema && a.name === b.name;
}
