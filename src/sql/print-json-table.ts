import type { JsonTable, JsonTableColumn, Node } from 'libpg-query';

/** Prints a node that stands inside. */
type Print = (node: Node) => string;

/**
 * Prints JSON_TABLE, which the deparser does not know, without its alias: what its columns are usually made with. Whether
 * anything was left out shows when the text is read again.
 */
export function printJsonTable({ context_item, pathspec, columns, on_error }: JsonTable, print: Print): string {
  const item = context_item?.raw_expr;
  const path = pathspec?.string;
  if (!item || !path || on_error) throw new Error('a JSON_TABLE that is not printed');
  return `JSON_TABLE(${print(item)}, ${print(path)} ${columnList(columns, print)})`;
}

function columnList(columns: readonly Node[] = [], print: Print): string {
  const printed = columns.map((node) => ('JsonTableColumn' in node ? printColumn(node.JsonTableColumn, print) : ''));
  return `COLUMNS (${printed.join(', ')})`;
}

function printColumn({ coltype, name = '', typeName, pathspec, columns }: JsonTableColumn, print: Print): string {
  const path = pathspec?.string ? ` PATH ${print(pathspec.string)}` : '';
  if (coltype === 'JTC_NESTED') return `NESTED${path} ${columnList(columns, print)}`;
  const quoted = `"${name.replaceAll('"', '""')}"`;
  if (coltype === 'JTC_FOR_ORDINALITY') return `${quoted} FOR ORDINALITY`;
  const type = typeName ? print({ TypeName: typeName }) : '';
  return `${quoted} ${type}${coltype === 'JTC_EXISTS' ? ' EXISTS' : ''}${path}`;
}
