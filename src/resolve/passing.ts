import type { Environment } from './context.ts';
import { linkValue } from './link-value.ts';
import type { SelectBlock } from './select.ts';
import type { Value } from './types.ts';
import { sameValue } from './values.ts';

const computed: Value = { kind: 'computed' };

/**
 * The values of a SELECT's output columns as far as they pass: where a changed row can matter only to result rows that
 * show its own value. Through GROUP BY passes what it groups by, and what that determines.
 */
export function passingValues(shown: SelectBlock): readonly Value[] {
  const { select, aggregated, groups, outputs, inside } = shown;
  if (aggregated) return outputs.map(() => computed);
  const values = outputs.map(({ value }) => value);
  if (!select.grouped) return values;
  if (select.groupingSets) return passingSets(shown, select.groupingSets);
  const allowed = withDependents(
    groups.map(({ value }) => value),
    inside,
  );
  return values.map((value) => (passes(value, allowed) ? value : computed));
}

/**
 * A value as far as all rows of a SELECT show it: with GROUPING SETS what each of the sets groups by, since it is NULL in
 * the rows of others.
 */
export function inEveryRow(value: Value, { select: { groupingSets: sets }, groups }: SelectBlock): Value {
  if (!sets) return value;
  const isIn = (set: readonly number[], group: Value): boolean =>
    set.some((item) => sameValue(groups[item]?.value ?? computed, group));
  const common = groups.map((group) => group.value).filter((group) => sets.every((set) => isIn(set, group)));
  return passes(value, common) ? value : computed;
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
function passingSets({ groups, outputs, inside }: SelectBlock, sets: readonly (readonly number[])[]): readonly Value[] {
  const { region, context } = inside;
  const setOperation = context.graph.newSetOperation();
  for (const index of sets.keys())
    context.graph.newRegion(region, { setOperation, index, optional: false, condition: false });
  const isIn = (set: readonly number[], value: Value): boolean =>
    set.some((item) => sameValue(groups[item]?.value ?? computed, value));
  return outputs.map(({ value, expression: call }): Value => {
    if (call?.kind === 'other' && call.node === 'GroupingFunc') {
      const arguments_ = call.operands.map((operand) => linkValue(operand, inside));
      const branches = sets.map((set) =>
        bitMask(
          arguments_.map((argument) => !isIn(set, argument)),
          region,
        ),
      );
      return { kind: 'choice', setOperation, branches };
    }
    if (!sets.some((set) => isIn(set, value))) return computed;
    return { kind: 'choice', setOperation, branches: sets.map((set) => (isIn(set, value) ? value : { kind: 'null' })) };
  });
}

/** GROUPING: a bit for each argument, the last one the lowest, set where the grouping set leaves it out. */
function bitMask(bits: readonly boolean[], region: number): Value {
  const ival = bits.reduce((mask, bit) => mask * 2 + Number(bit), 0);
  return { kind: 'expression', tree: { A_Const: { ival: ival === 0 ? {} : { ival } } }, operands: [], region };
}
