import type { Expression } from './types.ts';

/**
 * Visits an expression and its operands, outermost first. Queries inside it are not entered: their expressions belong
 * to another block.
 */
export function walkExpression(expression: Expression, visit: (expression: Expression) => void): void {
  visit(expression);
  for (const operand of operandsOf(expression)) walkExpression(operand, visit);
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
