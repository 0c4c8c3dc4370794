import type { Expression } from '../parse/types.ts';

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

/** Whether an expression fails for no values of the columns that it names. */
export function isHarmless(expression: Expression): boolean {
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
