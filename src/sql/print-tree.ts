import { type Node, parseSync } from 'libpg-query';
import { Deparser } from 'pgsql-deparser';
import { printJsonTable } from './print-json-table.ts';

/** A printed tree: SQL text, and numbers where operands go. */
export type Printed = readonly (string | number)[];

const printed = new WeakMap<Node, Printed | undefined>();

/**
 * Prints a tree whose column references are placeholders: an expression, or an item of FROM. Undefined where the text
 * would not be read as the same tree again.
 */
export function printTree(tree: Node): Printed | undefined {
  if (!printed.has(tree)) printed.set(tree, print(tree));
  return printed.get(tree);
}

function print(tree: Node): Printed | undefined {
  const isItem = 'RangeFunction' in tree || 'RangeTableFunc' in tree || 'JsonTable' in tree || 'RangeSubselect' in tree;
  const select: Node = {
    SelectStmt: isItem
      ? { targetList: [{ ResTarget: { val: { A_Const: { isnull: true } } } }], fromClause: [tree] }
      : { targetList: [{ ResTarget: { val: tree } }] },
  };
  let text: string;
  try {
    text = inOneLine(
      'JsonTable' in tree ? `SELECT NULL FROM ${printJsonTable(tree.JsonTable, deparse)}` : deparse(select),
    );
    if (canonical(parseSync(text).stmts?.[0]?.stmt) !== canonical(select)) return undefined;
  } catch {
    return undefined;
  }
  const start = isItem ? /^SELECT NULL FROM /i : /^SELECT /i;
  return text
    .replace(start, '')
    .replaceAll(/\bNOT \(("\?\d+\?")\)/g, 'NOT $1')
    .split(/"\?(\d+)\?"/)
    .map((part, index) => (index % 2 === 0 ? part : Number(part)))
    .filter((part) => part !== '');
}

/** SQL whose string constants hold no line breaks: what is emitted is indented, and a constant would be with it. */
function inOneLine(sql: string): string {
  return sql.replaceAll(/"(?:[^"]|"")*"|\bE'(?:[^'\\]|''|\\[\s\S])*'|'(?:[^']|'')*'/gi, (token) => {
    if (token.startsWith('"') || !/[\r\n]/.test(token)) return token;
    const escaped = token.startsWith("'") ? `E${token.replaceAll('\\', '\\\\')}` : token;
    return escaped.replaceAll('\r', '\\r').replaceAll('\n', '\\n');
  });
}

function deparse(node: Node): string {
  return Deparser.deparse(node, { pretty: false });
}

/** A tree as text, without what says only where it stood or what follows from leaving a field out. */
function canonical(tree: unknown): string {
  return JSON.stringify(tree, (key, value: unknown) =>
    /location|list_start|list_end|^op$|^limitOption$/.test(key) ? undefined : sorted(value),
  );
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
