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
  const isUnique = (positions: ReadonlySet<number>): boolean => {
    const start = new Set(
      outputs.flatMap(({ identity }, index) => (positions.has(index) && identity ? [identity] : [])),
    );
    const { known, allRowsKnown } = block.closure(start);
    const covered = (items: readonly ResolvedItem[]): boolean =>
      items.every((item) => item.fixed || (item.identity !== undefined && known.has(item.identity)) || isNamed(item));
    const isNamed = (item: ResolvedItem): boolean => positionsOf(item, outputs).some((index) => positions.has(index));
    // Grouping sets leave out one of two items without the other, however equal they are as columns.
    const isTakenForAnother = (index: number): boolean =>
      groups.some((other, place) => isAlike(groups[index], other) && asWritten(place) !== asWritten(index));
    const asWritten = (index: number): string =>
      JSON.stringify(select.groupBy[index], (key, value: unknown) =>
        key === 'span' || key === 'location' ? undefined : value,
      );
    if (aggregated || query.single) return true;
    if (select.groupingSets)
      return (
        groups.every((item, index) => isNamed(item) && !isTakenForAnother(index)) &&
        (tellsSetsApart(select.groupingSets, groups) || [...positions].some((index) => isDistinct(values[index])))
      );
    if (select.grouped) return covered(groups);
    if (distinctOn) return covered(distinctOn);
    if (select.distinct === 'all' && outputs.every((output, index) => positions.has(index) || covered([output])))
      return true;
    return allRowsKnown && !outputs.some(({ multiplies }) => multiplies);
  };
  const shownAt = (items: readonly ResolvedItem[]): readonly number[] | undefined => {
    const positions = items.map((item) => positionsOf(item, outputs)[0]);
    return positions.every((position) => position !== undefined) ? [...new Set(positions)] : undefined;
  };
  const grouping = select.grouped ? shownAt(groups) : distinctOn ? shownAt(distinctOn) : undefined;
  return {
    isUnique,
    candidateKeys: () => {
      const whole = [...outputs.keys()];
      const candidates = [...(grouping && grouping.length > 0 ? [grouping] : []), ...whole.map((index) => [index])];
      const found = candidates.filter((positions) => isUnique(new Set(positions)));
      return found.length > 0 ? found : smallestKeys(outputs.length, isUnique);
    },
  };
}

/** A set of columns of which none can be left out; none where not even all of them identify a row. */
export function smallestKeys(
  count: number,
  isUnique: (positions: ReadonlySet<number>) => boolean,
): readonly (readonly number[])[] {
  const all = Array.from({ length: count }, (_, index) => index);
  if (!isUnique(new Set(all))) return [];
  // What identifies rows tends to stand first, so the last columns go first.
  const key = all.reduceRight<readonly number[]>((kept, position) => {
    const fewer = kept.filter((other) => other !== position);
    return isUnique(new Set(fewer)) ? fewer : kept;
  }, all);
  return key.length > 0 ? [key] : [];
}

/** The output columns that show an item of GROUP BY, DISTINCT ON or PARTITION BY. */
export function outputsOf(item: ResolvedItem, outputs: readonly OutputColumn[]): readonly OutputColumn[] {
  return outputs.filter((output) => isShownBy(item, output));
}

/** Where these are. */
function positionsOf(item: ResolvedItem, outputs: readonly OutputColumn[]): readonly number[] {
  return outputs.flatMap((output, index) => (isShownBy(item, output) ? [index] : []));
}

function isShownBy(item: ResolvedItem, output: OutputColumn): boolean {
  return (
    output === item.output ||
    (item.identity !== undefined && output.identity === item.identity) ||
    sameValue(output.value, item.value)
  );
}

/** Whether an output that shows one of two items may be taken for the other. */
function isAlike(item: ResolvedItem | undefined, other: ResolvedItem): boolean {
  if (item === undefined) return false;
  return (item.identity !== undefined && item.identity === other.identity) || sameValue(item.value, other.value);
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
