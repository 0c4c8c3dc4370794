import type { Expression } from '../parse/types.ts';
import type { Environment } from './context.ts';
import { conditionValue } from './link-value.ts';
import type { ExpressionValue } from './types.ts';
import { occurrencesOf } from './values.ts';

/**
 * A condition on the columns of one relation alone: rows that do not meet it cannot matter. Only what no value
 * makes fail: it is evaluated for rows that another condition may keep the query from looking at.
 */
export function localCondition(condition: Expression, environment: Environment): ExpressionValue | undefined {
  const value = conditionValue(condition, environment);
  return value?.harmless && occurrencesOf(value).size === 1 ? value : undefined;
}
