import type { Node } from 'libpg-query';
import type { Expression } from '../parse/types.ts';
import { printTree } from '../sql/print-tree.ts';
import type { Environment } from './context.ts';
import { templateOf } from './link-value.ts';
import type { DerivedRows } from './types.ts';

/**
 * The rows of a function or VALUES list in FROM as something that can be written elsewhere; undefined where more than
 * the columns it names decides them.
 */
export function derivedRows(
  item: Node,
  expressions: readonly Expression[],
  environment: Environment,
): DerivedRows | undefined {
  const template = templateOf(withoutAlias(item), expressions, environment);
  return template && printTree(template.tree) ? { kind: 'item', ...template } : undefined;
}

/** The item without its alias; one whose columns are defined there becomes a query that keeps it to itself. */
function withoutAlias(item: Node): Node {
  if ('JsonTable' in item) {
    const { alias: _, lateral: __, ...table } = item.JsonTable;
    return { JsonTable: table };
  }
  if (!('RangeFunction' in item)) return item;
  const { alias, lateral: _, ...call } = item.RangeFunction;
  if (!call.coldeflist) return { RangeFunction: call };
  const everything: Node = { ResTarget: { val: { ColumnRef: { fields: [{ A_Star: {} }] } } } };
  const own: Node = { RangeFunction: { ...call, alias: alias ?? { aliasname: 'f' } } };
  return { RangeSubselect: { subquery: { SelectStmt: { targetList: [everything], fromClause: [own] } } } };
}
