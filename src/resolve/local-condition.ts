import type { Expression } from '../parse/types.ts';
import type { Environment } from './context.ts';
import { conditionValue } from './link-value.ts';
import type { ExpressionValue } from './types.ts';
import { occurrencesOf } from './values.ts';

/** Operators that fail for no value of types that a column can have. */
const harmlessOperators = new Set([
  ...['=', '<>', '<', '<=', '>', '>=', 'IN', 'NOT IN', 'BETWEEN', 'NOT BETWEEN'],
  ...['LIKE', 'NOT LIKE', 'ILIKE', 'NOT ILIKE', 'IS DISTINCT FROM', 'IS NOT DISTINCT FROM'],
  ...['->', '->>', '#>', '#>>', '?', '?|', '?&', '@>', '<@', '&&', '||'],
]);
/** Patterns: these fail where they are no regular expression, so they must be constants. */
const patterns = new Set(['~', '~*', '!~', '!~*']);
const harmlessFunctions = new Set(
  'jsonb_typeof json_typeof lower upper length char_length btrim ltrim rtrim cardinality isempty'.split(' '),
);

/**
 * A condition on the columns of one relation alone: rows that do not meet it cannot matter. Only what no value
 * makes fail: it is evaluated for rows that another condition may keep the query from looking at.
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
      const [, pattern] = expression.operands;
      const isKnown = harmlessOperators.has(name) || (patterns.has(name) && pattern?.kind === 'constant');
      return expression.name.length === 1 && isKnown && expression.operands.every(isHarmless);
    }
    case 'call':
      return (
        expression.window === undefined &&
        harmlessFunctions.has(expression.name.at(-1) ?? '') &&
        (expression.name.length === 1 || expression.name[0] === 'pg_catalog') &&
        expression.operands.every(isHarmless)
      );
    case 'other':
      return (
        ['NullTest', 'BooleanTest', 'CoalesceExpr'].includes(expression.node) && expression.operands.every(isHarmless)
      );
    default:
      return false;
  }
}
