import type { Node } from 'libpg-query';
import type { Value } from './types.ts';

/** The occurrences that a value is made from. */
export function occurrencesOf(value: Value): ReadonlySet<number> {
  switch (value.kind) {
    case 'column':
      return new Set([value.occurrence]);
    case 'choice':
      return new Set(value.branches.flatMap((branch) => [...occurrencesOf(branch)]));
    case 'expression':
      return new Set(value.operands.flatMap((operand) => [...occurrencesOf(operand)]));
    default:
      return new Set();
  }
}

/** Whether two values are made in the same way from the same columns. */
export function sameValue(a: Value, b: Value): boolean {
  return a.kind !== 'computed' && JSON.stringify(a) === JSON.stringify(b);
}

/** A column reference that stands for an operand of an expression. */
export function placeholder(index: number): Node {
  return { ColumnRef: { fields: [{ String: { sval: `?${index}?` } }] } };
}
