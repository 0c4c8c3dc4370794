import type { Environment } from './context.ts';
import type { SelectBlock } from './select.ts';
import type { Value } from './types.ts';
import { sameValue } from './values.ts';

/**
 * The values of a SELECT's output columns as far as they pass: where a changed row can matter only to result rows that
 * show its own value. Through GROUP BY passes what it groups by, and what that determines.
 */
export function passingValues({ select, aggregated, groups, outputs, inside }: SelectBlock): readonly Value[] {
  const computed: Value = { kind: 'computed' };
  if (aggregated) return outputs.map(() => computed);
  const values = outputs.map(({ value }) => value);
  if (!select.grouped) return values;
  const grouped = groups.map(({ value }) => value);
  if (select.groupingSets) return passingSets(values, grouped, select.groupingSets, inside);
  const allowed = withDependents(grouped, inside);
  return values.map((value) => (passes(value, allowed) ? value : computed));
}

/** A value is passed on as a whole, or made from values that are. */
function passes(value: Value, allowed: readonly Value[]): boolean {
  if (allowed.some((other) => sameValue(value, other))) return true;
  return value.kind === 'expression' && value.operands.every((operand) => passes(operand, allowed));
}

/** GROUP BY a table's primary key lets every column of that table stand beside it, and pass. */
function withDependents(values: readonly Value[], environment: Environment): readonly Value[] {
  const { occurrences } = environment.context.graph.build();
  const dependents = occurrences.flatMap((occurrence) => {
    if (occurrence.kind !== 'relation') return [];
    const { id, source } = occurrence;
    const primary = source.uniqueKeys.find((key) => key.primary);
    const covered = primary?.columns.every((column) =>
      values.some((value) => value.kind === 'column' && value.occurrence === id && value.column === column),
    );
    return covered ? source.columns.map(({ name }): Value => ({ kind: 'column', occurrence: id, column: name })) : [];
  });
  return [...values, ...dependents];
}

/** GROUPING SETS: a row counts in one group of each set, and what a set leaves out is NULL there. */
function passingSets(
  values: readonly Value[],
  grouped: readonly Value[],
  sets: readonly (readonly number[])[],
  { region, context: { graph } }: Environment,
): readonly Value[] {
  const setOperation = graph.newSetOperation();
  for (const index of sets.keys()) graph.newRegion(region, { setOperation, index, optional: false, condition: false });
  return values.map((value) => {
    const isIn = (set: readonly number[]) =>
      set.some((item) => sameValue(grouped[item] ?? { kind: 'computed' }, value));
    if (!sets.some(isIn)) return { kind: 'computed' };
    return { kind: 'choice', setOperation, branches: sets.map((set) => (isIn(set) ? value : { kind: 'null' })) };
  });
}
