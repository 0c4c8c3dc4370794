import type { Expression, FromItem, Query } from './types.ts';

/**
 * Visits an expression and its operands, outermost first. Queries inside it are not entered: their expressions belong
 * to another block.
 */
export function walkExpression(expression: Expression, visit: (expression: Expression) => void): void {
  visit(expression);
  for (const operand of operandsOf(expression)) walkExpression(operand, visit);
}

/** Visits every expression of a query, those of all queries inside it included. */
export function walkQuery(query: Query, visit: (expression: Expression) => void): void {
  const enter = (expression: Expression): void =>
    walkExpression(expression, (node) => {
      visit(node);
      if (node.kind === 'subquery') walkQuery(node.query, visit);
    });
  for (const cte of query.ctes) if (cte.query) walkQuery(cte.query, visit);
  for (const expression of [...query.orderBy, ...query.limitExpressions]) enter(expression);
  const { body } = query;
  if (body.kind === 'set-operation') for (const branch of [body.left, body.right]) walkQuery(branch, visit);
  else if (body.kind === 'values') for (const expression of body.rows.flat()) enter(expression);
  else {
    for (const item of body.from) walkFromItem(item, enter, visit);
    for (const { expression } of body.outputs) enter(expression);
    const distinct = typeof body.distinct === 'string' ? [] : body.distinct;
    const windows = body.windows.flatMap(({ window }) => [...window.partitionBy, ...window.orderBy]);
    for (const expression of [body.where, ...body.groupBy, body.having, ...distinct, ...windows])
      if (expression) enter(expression);
  }
}

function walkFromItem(
  item: FromItem,
  enter: (expression: Expression) => void,
  visit: (expression: Expression) => void,
): void {
  switch (item.kind) {
    case 'relation':
      return;
    case 'subquery':
      walkQuery(item.query, visit);
      return;
    case 'function':
      for (const call of item.calls) enter(call);
      return;
    case 'join':
      walkFromItem(item.left, enter, visit);
      walkFromItem(item.right, enter, visit);
      if (item.on) enter(item.on);
  }
}

function operandsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'column':
    case 'constant':
      return [];
    case 'cast':
      return [expression.operand];
    case 'subquery':
      return expression.test ? [expression.test] : [];
    case 'call':
      return expression.window
        ? [...expression.operands, ...expression.window.partitionBy, ...expression.window.orderBy]
        : expression.operands;
    default:
      return expression.operands;
  }
}
