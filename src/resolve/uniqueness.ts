import type { OutputColumn, ResolvedItem } from './outputs.ts';
import type { ResolvedQuery } from './query.ts';
import type { SelectBlock } from './select.ts';
import type { Value } from './types.ts';
import { sameValue } from './values.ts';

/** Which output columns of a SELECT are known to identify its rows, by constraints, by GROUP BY or by DISTINCT. */
export function uniqueness(
  { select, query, aggregated, groups, distinctOn, outputs, block }: SelectBlock,
  values: readonly Value[],
): Pick<ResolvedQuery, 'isUnique' | 'candidateKeys'> {
  const isUnique = (names: ReadonlySet<string>): boolean => {
    const start = new Set(outputs.flatMap(({ name, identity }) => (names.has(name) && identity ? [identity] : [])));
    const { known, allRowsKnown } = block.closure(start);
    const covered = (items: readonly ResolvedItem[]): boolean =>
      items.every((item) => item.fixed || (item.identity !== undefined && known.has(item.identity)) || isNamed(item));
    const isNamed = (item: ResolvedItem): boolean => outputsOf(item, outputs).some(({ name }) => names.has(name));
    if (aggregated || query.single) return true;
    if (select.groupingSets)
      return (
        groups.every(isNamed) &&
        (tellsSetsApart(select.groupingSets, groups) ||
          outputs.some(({ name }, index) => names.has(name) && isDistinct(values[index])))
      );
    if (select.grouped) return covered(groups);
    if (distinctOn) return covered(distinctOn);
    if (select.distinct === 'all' && outputs.every((output) => names.has(output.name) || covered([output])))
      return true;
    return allRowsKnown && !outputs.some(({ multiplies }) => multiplies);
  };
  const namesOf = (items: readonly ResolvedItem[]): readonly string[] | undefined => {
    const names = items.map((item) => outputsOf(item, outputs)[0]?.name);
    return names.every((name) => name !== undefined) ? [...new Set(names)] : undefined;
  };
  const grouping = select.grouped ? namesOf(groups) : distinctOn ? namesOf(distinctOn) : undefined;
  return {
    isUnique,
    candidateKeys: () => {
      const whole = outputs.map(({ name }) => name);
      const candidates = [...(grouping && grouping.length > 0 ? [grouping] : []), ...whole.map((name) => [name])];
      const found = candidates.filter((names) => isUnique(new Set(names)));
      return found.length > 0 ? found : [smallestKey(whole, isUnique)].filter((names) => names.length > 0);
    },
  };
}

/** Columns of which none can be left out; empty where not even all of them identify a row. */
export function smallestKey(
  names: readonly string[],
  isUnique: (names: ReadonlySet<string>) => boolean,
): readonly string[] {
  if (!isUnique(new Set(names))) return [];
  // What identifies rows tends to stand first, so the last columns go first.
  return names.reduceRight<readonly string[]>((kept, name) => {
    const fewer = kept.filter((other) => other !== name);
    return isUnique(new Set(fewer)) ? fewer : kept;
  }, names);
}

/** The output columns that show an item of GROUP BY, DISTINCT ON or PARTITION BY. */
export function outputsOf(item: ResolvedItem, outputs: readonly OutputColumn[]): readonly OutputColumn[] {
  return outputs.filter(
    (output) =>
      output === item.output ||
      (item.identity !== undefined && output.identity === item.identity) ||
      sameValue(output.value, item.value),
  );
}

/** Whether the NULLs of a row tell which grouping set it is of: no item is NULL itself, and no two sets are alike. */
function tellsSetsApart(sets: readonly (readonly number[])[], groups: readonly ResolvedItem[]): boolean {
  const distinct = new Set(
    sets.map((set) => JSON.stringify(set.map((item) => JSON.stringify(groups[item]?.value)).sort())),
  );
  return sets.length > 0 && distinct.size === sets.length && groups.every(({ notNull }) => notNull);
}

/** Whether a value is another constant in each grouping set, as GROUPING of all items is. */
function isDistinct(value: Value | undefined): boolean {
  if (value?.kind !== 'choice') return false;
  const constants = value.branches.filter((branch) => branch.kind === 'expression' && branch.operands.length === 0);
  return new Set(constants.map((constant) => JSON.stringify(constant))).size === value.branches.length;
}
