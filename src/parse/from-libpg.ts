import type { CommonTableExpr, Node, SelectStmt } from 'libpg-query';
import type { Span } from '../diagnostics/diagnostic.ts';
import { type ReadContext, readExpression, readOrder, readWindow } from './expression.ts';
import { readFromItem } from './from-items.ts';
import { readGrouping } from './grouping.ts';
import { listItems, names, selectOf } from './nodes.ts';
import { outputName } from './output-name.ts';
import { isSetOperation, keywordSpan } from './query-span.ts';
import { SqlText } from './sql-text.ts';
import type { Cte, Output, Query, Select, SetOperation, Values } from './types.ts';

/**
 * Reads one query, such as a view's text from the catalog; throws where it is none. `loadParser` must have been
 * awaited.
 */
export function parseQuery(sql: string, file: string): Query {
  const text = new SqlText(file, sql);
  const [statement, ...others] = text.statements;
  const select = selectOf(statement?.node);
  if (select === undefined || others.length > 0) throw new Error(`${file} does not hold one query`);
  return readQuery(select, text);
}

/** PostgreSQL's tree of a query in, our IR out. */
export function readQuery(select: SelectStmt, sql: SqlText): Query {
  const context: ReadContext = { sql, readQuery: (inner) => readQuery(inner, sql) };
  const span = keywordSpan(select, sql);
  const { withClause, sortClause, limitCount, limitOffset, limitOption, lockingClause } = select;
  const limits = [limitCount, limitOffset].flatMap((node) => node ?? []);
  return {
    ctes: (withClause?.ctes ?? []).flatMap((node) =>
      'CommonTableExpr' in node ? readCte(node.CommonTableExpr, context, span) : [],
    ),
    recursive: withClause?.recursive === true,
    body: readBody(select, context, span),
    orderBy: readOrder(sortClause, context, span),
    limited: limits.length > 0,
    single: limitOption === 'LIMIT_OPTION_COUNT' && isOne(limitCount),
    limitExpressions: limits.map((node) => readExpression(node, context, span)),
    locking: lockingClause !== undefined,
    span,
  };
}

function isOne(node: Node | undefined): boolean {
  return node !== undefined && 'A_Const' in node && node.A_Const.ival?.ival === 1;
}

function readCte(cte: CommonTableExpr, context: ReadContext, outer: Span): Cte {
  const { ctename = '', aliascolnames, ctequery, ctematerialized, search_clause, cycle_clause, location } = cte;
  const select = selectOf(ctequery);
  const generatedColumns = [
    search_clause?.search_seq_column,
    cycle_clause?.cycle_mark_column,
    cycle_clause?.cycle_path_column,
  ].flatMap((name) => name ?? []);
  return {
    name: ctename,
    columns: names(aliascolnames),
    ...(select && { query: context.readQuery(select) }),
    ...(ctematerialized === 'CTEMaterializeAlways' && { materialized: true }),
    ...(ctematerialized === 'CTEMaterializeNever' && { materialized: false }),
    ...(generatedColumns.length > 0 && { generatedColumns }),
    span: context.sql.nameSpan(location) ?? outer,
  };
}

function readBody(select: SelectStmt, context: ReadContext, span: Span): Select | SetOperation | Values {
  if (isSetOperation(select)) {
    return {
      kind: 'set-operation',
      operator: select.op === 'SETOP_UNION' ? 'union' : select.op === 'SETOP_INTERSECT' ? 'intersect' : 'except',
      all: select.all === true,
      left: context.readQuery(select.larg),
      right: context.readQuery(select.rarg),
    };
  }
  if (select.valuesLists !== undefined) {
    const rows = select.valuesLists.map((row) => listItems(row).map((node) => readExpression(node, context, span)));
    const { valuesLists } = select;
    return { kind: 'values', rows, tree: { RangeSubselect: { subquery: { SelectStmt: { valuesLists } } } } };
  }
  return readSelect(select, context, span);
}

function readSelect(select: SelectStmt, context: ReadContext, span: Span): Select {
  const { targetList = [], fromClause = [], whereClause, groupClause = [], havingClause, windowClause = [] } = select;
  const grouping = readGrouping(groupClause);
  return {
    kind: 'select',
    distinct: readDistinct(select.distinctClause, context, span),
    outputs: targetList.flatMap((node) => readOutput(node, context, span)),
    from: fromClause.map((node) => readFromItem(node, context, span)),
    ...(whereClause && { where: readExpression(whereClause, context, span) }),
    groupBy: grouping.nodes.map((node) => readExpression(node, context, span)),
    ...(grouping.sets && { groupingSets: grouping.sets }),
    grouped: groupClause.length > 0,
    ...(havingClause && { having: readExpression(havingClause, context, span) }),
    windows: windowClause.flatMap((node) =>
      'WindowDef' in node ? { name: node.WindowDef.name ?? '', window: readWindow(node.WindowDef, context, span) } : [],
    ),
    into: select.intoClause !== undefined,
  };
}

/** Plain DISTINCT is a list with one empty node. */
function readDistinct(clause: readonly Node[] | undefined, context: ReadContext, span: Span): Select['distinct'] {
  if (clause === undefined) return 'no';
  const expressions = clause.filter((node) => Object.keys(node).length > 0);
  return expressions.length === 0 ? 'all' : expressions.map((node) => readExpression(node, context, span));
}

function readOutput(node: Node, context: ReadContext, outer: Span): Output[] {
  if (!('ResTarget' in node) || node.ResTarget.val === undefined) return [];
  const { name = outputName(node.ResTarget.val), val, location } = node.ResTarget;
  const span = context.sql.nameSpan(location) ?? outer;
  return [{ ...(name !== undefined && { name }), expression: readExpression(val, context, span), span }];
}
