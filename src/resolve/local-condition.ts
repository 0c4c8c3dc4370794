import type { Expression } from '../parse/types.ts';
import type { Environment } from './context.ts';
import { conditionValue } from './link-value.ts';
import type { ExpressionValue } from './types.ts';
import { occurrencesOf } from './values.ts';

const comparisons = new Set(['=', '<>', '<', '<=', '>', '>=', 'IN', 'NOT IN', 'BETWEEN', 'NOT BETWEEN']);
const patterns = new Set(['LIKE', 'NOT LIKE', 'ILIKE', 'NOT ILIKE', 'IS DISTINCT FROM', 'IS NOT DISTINCT FROM']);

/**
 * A condition on the columns of one relation alone: rows that do not meet it cannot matter. Only comparisons of columns
 * with constants and with each other, which no value makes fail: triggers evaluate it for rows that another condition
 * may keep the query from looking at.
 */
export function localCondition(condition: Expression, environment: Environment): ExpressionValue | undefined {
  if (!isHarmless(condition)) return undefined;
  const value = conditionValue(condition, environment);
  return value && occurrencesOf(value).size === 1 ? value : undefined;
}

function isHarmless(expression: Expression): boolean {
  switch (expression.kind) {
    case 'column':
    case 'constant':
      return true;
    case 'cast':
      return expression.operand.kind === 'constant';
    case 'and':
    case 'or':
    case 'not':
      return expression.operands.every(isHarmless);
    case 'operator': {
      const [name = ''] = expression.name;
      return (
        expression.name.length === 1 &&
        (comparisons.has(name) || patterns.has(name)) &&
        expression.operands.every(isHarmless)
      );
    }
    case 'other':
      return ['NullTest', 'BooleanTest'].includes(expression.node) && expression.operands.every(isHarmless);
    default:
      return false;
  }
}
