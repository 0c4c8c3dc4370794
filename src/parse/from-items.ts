import type {
  Alias,
  JoinExpr,
  JsonTable,
  Node,
  RangeFunction,
  RangeSubselect,
  RangeTableFunc,
  RangeVar,
} from 'libpg-query';
import type { Span } from '../diagnostics/diagnostic.ts';
import { type ReadContext, readExpression } from './expression.ts';
import { listItems, names, selectOf } from './nodes.ts';
import type { Expression, FromItem, FunctionItem, JoinItem, RelationItem } from './types.ts';

/** Turns an item of a FROM clause into ours; `outer` is the span for items without a location. */
export function readFromItem(node: Node, context: ReadContext, outer: Span): FromItem {
  if ('RangeVar' in node) return readRelation(node.RangeVar, context, outer);
  if ('RangeSubselect' in node) return readSubquery(node.RangeSubselect, context, outer);
  if ('JoinExpr' in node) return readJoin(node.JoinExpr, context, outer);
  if ('RangeFunction' in node) return readFunction(node.RangeFunction, context, outer);
  if ('RangeTableSample' in node) {
    const { relation } = node.RangeTableSample;
    const item = relation && readFromItem(relation, context, outer);
    if (item?.kind === 'relation') return { ...item, sampled: true };
  }
  if ('JsonTable' in node) return tableFunction(node, node.JsonTable, jsonTableColumns(node.JsonTable), context, outer);
  if ('RangeTableFunc' in node) {
    return tableFunction(node, node.RangeTableFunc, xmlTableColumns(node.RangeTableFunc), context, outer);
  }
  // PostgreSQL's grammar has no further kind; should one appear, its operands at least are seen.
  return tableFunction(node, {}, [], context, outer);
}

function aliasFields(alias: Alias | undefined) {
  return {
    ...(alias?.aliasname !== undefined && { alias: alias.aliasname }),
    columnAliases: names(alias?.colnames),
  };
}

function readRelation(relation: RangeVar, { sql }: ReadContext, outer: Span): RelationItem {
  const { schemaname, relname = '', inh, alias, location } = relation;
  return {
    kind: 'relation',
    ...(schemaname !== undefined && { schema: schemaname }),
    name: relname,
    only: inh !== true,
    sampled: false,
    ...aliasFields(alias),
    span: sql.nameSpan(location) ?? outer,
  };
}

function readSubquery({ lateral, subquery, alias }: RangeSubselect, context: ReadContext, outer: Span): FromItem {
  const select = selectOf(subquery);
  // The grammar admits nothing but a SELECT here.
  if (select === undefined) throw new Error('a subquery in FROM that is no SELECT');
  const query = context.readQuery(select);
  return { kind: 'subquery', query, lateral: lateral === true, ...aliasFields(alias), span: query.span ?? outer };
}

const joinTypes: Readonly<Record<string, JoinItem['type']>> = {
  JOIN_INNER: 'inner',
  JOIN_LEFT: 'left',
  JOIN_RIGHT: 'right',
  JOIN_FULL: 'full',
};

function readJoin(join: JoinExpr, context: ReadContext, outer: Span): FromItem {
  const { jointype = 'JOIN_INNER', larg, rarg, quals, usingClause, join_using_alias, isNatural, alias } = join;
  const type = joinTypes[jointype];
  if (type === undefined || larg === undefined || rarg === undefined) throw new Error(`a join of type ${jointype}`);
  const left = readFromItem(larg, context, outer);
  const right = readFromItem(rarg, context, outer);
  return {
    kind: 'join',
    type,
    left,
    right,
    ...(quals && { on: readExpression(quals, context, right.span) }),
    ...(usingClause && { using: names(usingClause) }),
    ...(join_using_alias?.aliasname !== undefined && { usingAlias: join_using_alias.aliasname }),
    natural: isNatural === true,
    ...aliasFields(alias),
    // Joins have no location of their own: the relation that is joined stands for them.
    span: right.span,
  };
}

function readFunction(item: RangeFunction, context: ReadContext, outer: Span): FunctionItem {
  const calls: Expression[] = [];
  const definedColumns = columnNames(item.coldeflist);
  for (const entry of item.functions ?? []) {
    // Each entry is a pair: the call, and the column definition list that ROWS FROM gives it.
    const [call, columns] = listItems(entry);
    if (call) calls.push(readExpression(call, context, outer));
    definedColumns.push(...columnNames(listItems(columns)));
  }
  return {
    kind: 'function',
    calls,
    ordinality: item.ordinality === true,
    ...aliasFields(item.alias),
    definedColumns,
    span: calls[0]?.span ?? outer,
    tree: { RangeFunction: item },
  };
}

function columnNames(nodes: readonly Node[] | undefined): string[] {
  return (nodes ?? []).flatMap((node) => ('ColumnDef' in node ? (node.ColumnDef.colname ?? []) : []));
}

/** JSON_TABLE or XMLTABLE: an expression that returns rows. */
function tableFunction(
  node: Node,
  { alias }: { readonly alias?: Alias },
  definedColumns: readonly string[],
  context: ReadContext,
  outer: Span,
): FunctionItem {
  const call = readExpression(node, context, outer);
  return {
    kind: 'function',
    calls: [call],
    ordinality: false,
    ...aliasFields(alias),
    definedColumns,
    span: call.span,
    tree: node,
  };
}

function jsonTableColumns({ columns = [] }: Pick<JsonTable, 'columns'>): string[] {
  return columns.flatMap((node) => {
    if (!('JsonTableColumn' in node)) return [];
    const { coltype, name } = node.JsonTableColumn;
    return coltype === 'JTC_NESTED' ? jsonTableColumns(node.JsonTableColumn) : (name ?? []);
  });
}

function xmlTableColumns({ columns = [] }: RangeTableFunc): string[] {
  return columns.flatMap((node) => ('RangeTableFuncCol' in node ? (node.RangeTableFuncCol.colname ?? []) : []));
}
