import type { Node } from 'libpg-query';
import type { Occurrence, SourceColumn, Value } from './types.ts';

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

/** Whether an equality with a value can link anything: it comes from some relation, or is carried by a row of one. */
export function canLink(value: Value): boolean {
  return value.kind === 'computed' ? value.carried !== undefined : occurrencesOf(value).size > 0;
}

/** Whether two values are made in the same way from the same columns. */
export function sameValue(a: Value, b: Value): boolean {
  return a.kind !== 'computed' && JSON.stringify(a) === JSON.stringify(b);
}

/** A column reference that stands for an operand of an expression. */
export function placeholder(index: number): Node {
  return { ColumnRef: { fields: [{ String: { sval: `?${index}?` } }] } };
}

/** A column of a relation as the catalog knows it; undefined for rows that are computed. */
export function sourceColumn(occurrence: Occurrence | undefined, column: string): SourceColumn | undefined {
  return occurrence?.kind === 'relation' ? occurrence.source.columns.find(({ name }) => name === column) : undefined;
}
