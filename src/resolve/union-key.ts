import type { GraphBuilder } from './graph-builder.ts';
import type { ResolvedQuery } from './query.ts';
import type { Value } from './types.ts';

/** A branch of a set operation, with the region it stands in. */
export interface UnionBranch extends ResolvedQuery {
  readonly region: number;
}

/**
 * Whether no two rows of a UNION agree in these columns, duplicates kept: no two of a branch do, and one of the columns is
 * a constant in each that tells the branches apart.
 */
export function isUniqueInUnion(
  known: ReadonlySet<number>,
  left: UnionBranch,
  right: UnionBranch,
  graph: GraphBuilder,
): boolean {
  const tellsApart = [...known].some((position) => {
    const [ours, theirs] = [left, right].map(({ region, columns }) =>
      constantsOf(columns[position]?.value, region, graph),
    );
    return ours && theirs && areApart(ours, theirs);
  });
  return tellsApart && [left, right].every((branch) => branch.isUnique(known));
}

interface Constant {
  /** Constants of one kind are equal only where they are written alike; 1 and '1.0' may be equal. */
  readonly kind: string;
  readonly text: string;
}

/** The constants one of which a value is in each row of a region; undefined where it may be anything else, or NULL. */
function constantsOf(value: Value | undefined, region: number, graph: GraphBuilder): readonly Constant[] | undefined {
  if (value?.kind === 'expression') {
    const [kind, content] = 'A_Const' in value.tree ? (Object.entries(value.tree.A_Const)[0] ?? []) : [];
    const isPlain = kind !== undefined && ['sval', 'ival', 'boolval'].includes(kind) && value.region === region;
    return isPlain ? [{ kind, text: JSON.stringify(content) }] : undefined;
  }
  if (value?.kind !== 'choice') return undefined;
  const { setOperation } = value;
  const branches = value.branches.map((branch, index) => {
    const own = graph.branchIn(region, setOperation, index);
    return own === undefined ? undefined : constantsOf(branch, own, graph);
  });
  return branches.every((constants) => constants !== undefined) ? branches.flat() : undefined;
}

function areApart(left: readonly Constant[], right: readonly Constant[]): boolean {
  return left.every(({ kind, text }) => right.every((other) => other.kind === kind && other.text !== text));
}
