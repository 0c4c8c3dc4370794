import type { GroupingSet, Node } from 'libpg-query';

/** A GROUP BY clause: the nodes it groups by, and the sets of them (by index) where GROUPING SETS, ROLLUP or CUBE give several. */
export interface Grouping {
  readonly nodes: readonly Node[];
  readonly sets?: readonly (readonly number[])[];
}

/** More sets than a definition can mean to have; CUBE of seven columns. */
const mostSets = 128;

/**
 * Expands a GROUP BY clause: its elements are combined, each set of one with each set of the next.
 *
 * https://www.postgresql.org/docs/current/queries-table-expressions.html#QUERIES-GROUPING-SETS
 */
export function readGrouping(clause: readonly Node[]): Grouping {
  const nodes: Node[] = [];
  const plain = (node: Node): number[] =>
    rowItems(node).map((item) => {
      nodes.push(item);
      return nodes.length - 1;
    });
  const setsOf = (node: Node): readonly (readonly number[])[] =>
    'GroupingSet' in node ? expand(node.GroupingSet, plain, setsOf) : [plain(node)];
  const elements = clause.map(setsOf);
  if (!clause.some((node) => 'GroupingSet' in node && node.GroupingSet.kind !== 'GROUPING_SET_EMPTY')) return { nodes };
  const combined = elements.reduce<readonly (readonly number[])[]>(
    (sets, element) =>
      sets.length * element.length > mostSets ? [] : sets.flatMap((set) => element.map((more) => [...set, ...more])),
    [[]],
  );
  return { nodes, sets: combined };
}

function expand(
  { kind, content = [] }: GroupingSet,
  plain: (node: Node) => readonly number[],
  setsOf: (node: Node) => readonly (readonly number[])[],
): readonly (readonly number[])[] {
  switch (kind) {
    case 'GROUPING_SET_EMPTY':
      return [[]];
    case 'GROUPING_SET_ROLLUP': {
      const items = content.map(plain);
      return [...items, []].map((_, index) => items.slice(0, items.length - index).flat());
    }
    case 'GROUPING_SET_CUBE':
      return content
        .map(plain)
        .reduce<readonly (readonly number[])[]>((sets, item) => sets.flatMap((set) => [[...set, ...item], set]), [[]]);
    default:
      return content.flatMap(setsOf);
  }
}

/** `GROUP BY (a, b)` groups by a and b. */
function rowItems(node: Node): readonly Node[] {
  return 'RowExpr' in node && node.RowExpr.row_format === 'COERCE_IMPLICIT_CAST' ? (node.RowExpr.args ?? []) : [node];
}
