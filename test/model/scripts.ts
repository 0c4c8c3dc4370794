import type { Change, Level, Script } from './transaction.ts';

/** Changes of the chain a <- b <- c: of the ends and the middle, also to and of rows that are not there. */
export const changes = {
  'a1 is renamed': { kind: 'update', table: 'tb_a', key: 1, set: { name: 'renamed' } },
  'a1 goes': { kind: 'delete', table: 'tb_a', key: 1 },
  'a3 comes': { kind: 'insert', table: 'tb_a', row: { pk_a: 3, name: 'a3' } },
  'b1 is renamed': { kind: 'update', table: 'tb_b', key: 1, set: { name: 'renamed' } },
  'b1 moves to a2': { kind: 'update', table: 'tb_b', key: 1, set: { fk_a: 2 } },
  'b2 moves to a1': { kind: 'update', table: 'tb_b', key: 2, set: { fk_a: 1 } },
  'b1 moves to a3': { kind: 'update', table: 'tb_b', key: 1, set: { fk_a: 3 } },
  'b1 goes': { kind: 'delete', table: 'tb_b', key: 1 },
  'b3 comes to a1': { kind: 'insert', table: 'tb_b', row: { pk_b: 3, fk_a: 1, name: 'b3' } },
  'c1 is renamed': { kind: 'update', table: 'tb_c', key: 1, set: { name: 'y' } },
  'c1 moves to b2': { kind: 'update', table: 'tb_c', key: 1, set: { fk_b: 2 } },
  'c2 moves to b1': { kind: 'update', table: 'tb_c', key: 2, set: { fk_b: 1 } },
  'c1 goes': { kind: 'delete', table: 'tb_c', key: 1 },
  'c3 comes to b1': { kind: 'insert', table: 'tb_c', row: { pk_c: 3, fk_b: 1, name: 'x' } },
  'c3 comes to b3': { kind: 'insert', table: 'tb_c', row: { pk_c: 3, fk_b: 3, name: 'x' } },
} as const satisfies Readonly<Record<string, Change>>;

/** Changes of a tree in which node 3 is below node 2, and node 2 below node 4, which does not exist. */
export const treeChanges: readonly Change[] = [
  { kind: 'update', table: 'tb_node', key: 1, set: { name: 'renamed' } },
  { kind: 'update', table: 'tb_node', key: 2, set: { fk_node: 1 } },
  { kind: 'insert', table: 'tb_node', row: { pk_node: 4, fk_node: 1, name: 'n4' } },
  { kind: 'insert', table: 'tb_node', row: { pk_node: 5, fk_node: 2, name: 'n5' } },
  { kind: 'delete', table: 'tb_node', key: 1 },
  { kind: 'update', table: 'tb_node', key: 3, set: { fk_node: null } },
];

const levels: readonly Level[] = ['READ COMMITTED', 'REPEATABLE READ'];

/** Transactions at all combinations of levels. */
export function atAllLevels(transactions: readonly (readonly Change[])[]): readonly (readonly Script[])[] {
  return transactions.reduce<readonly (readonly Script[])[]>(
    (sets, list) => sets.flatMap((set) => levels.map((level) => [...set, { level, changes: list }])),
    [[]],
  );
}

/** All sets of `count` items, each item as often as there is room. */
export function multisets<T>(items: readonly T[], count: number): readonly (readonly T[])[] {
  if (count === 0) return [[]];
  return items.flatMap((item, index) => multisets(items.slice(index), count - 1).map((rest) => [item, ...rest]));
}

/** Transactions of two changes, which hold several values of a class. */
export const pairsOfChanges: readonly (readonly Change[])[] = [
  [changes['a1 is renamed'], changes['c2 moves to b1']],
  [changes['b1 is renamed'], changes['b2 moves to a1']],
  [changes['c2 moves to b1'], changes['c1 moves to b2']],
  [changes['b2 moves to a1'], changes['b1 moves to a2']],
  [changes['a3 comes'], changes['c3 comes to b3']],
  [changes['b3 comes to a1'], changes['c1 goes']],
  [changes['b1 moves to a3'], changes['a3 comes']],
];
