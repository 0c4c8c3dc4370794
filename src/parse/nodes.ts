import type { A_Expr_Kind, Node, SelectStmt } from 'libpg-query';

/** The texts of a list of String nodes: the parts of a name. */
export function names(nodes: readonly Node[] | undefined): string[] {
  return (nodes ?? []).flatMap((node) => ('String' in node ? [node.String.sval ?? ''] : []));
}

/** The SELECT that a node holds; undefined for data-modifying statements. */
export function selectOf(node: Node | undefined): SelectStmt | undefined {
  return node !== undefined && 'SelectStmt' in node ? node.SelectStmt : undefined;
}

/** The items of a List node; a node that is no list is its own only item. */
export function listItems(node: Node | undefined): readonly Node[] {
  if (node === undefined) return [];
  return 'List' in node ? (node.List.items ?? []) : [node];
}

/** The tag and the fields of a node: libpg-query wraps each node in an object with its tag as the only key. */
export function tagOf(node: Node): readonly [tag: string, fields: object] {
  return Object.entries(node)[0] ?? ['', {}];
}

/** A node comes in an object that says of which kind it is, made anew wherever it is wrapped. */
export function isSameNode(a: Node, b: Node): boolean {
  return tagOf(a)[1] === tagOf(b)[1];
}

/** `left = right`, or another kind of comparison. */
export function equalityTree(left: Node, right: Node, kind: A_Expr_Kind = 'AEXPR_OP'): Node {
  return { A_Expr: { kind, name: [{ String: { sval: '=' } }], lexpr: left, rexpr: right } };
}
