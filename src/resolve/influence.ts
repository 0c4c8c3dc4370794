import type { Query, Select, Window } from '../parse/types.ts';
import { walkExpression } from '../parse/walk.ts';
import type { Environment } from './context.ts';
import { type ResolvedExpression, resolveExpression, resolveValue } from './expression.ts';
import { someNode } from './functions.ts';
import { inEveryRow } from './passing.ts';
import type { SelectBlock } from './select.ts';
import type { ColumnOf } from './types.ts';

/** Whether rows of a SELECT decide about other rows beside them: which are returned, or what they show. */
export function needsInfluence(select: Select, query: Query): boolean {
  return query.limited || Array.isArray(select.distinct) || windowsOf(select, query).length > 0;
}

/**
 * The partitions within which rows decide about each other, each as the values that its rows share: one for each
 * window, one for DISTINCT ON, and for LIMIT one that holds all rows.
 */
export function partitionsOf(block: SelectBlock): readonly Partition[] {
  const { select, query, distinctOn, inside } = block;
  const partitions = [
    ...windowsOf(select, query).map(({ partitionBy }) => partitionBy.map((item) => resolveValue(item, inside))),
    ...(distinctOn ? [distinctOn] : []),
    ...(query.limited ? [[]] : []),
  ];
  return partitions.map((items) => items.map((item) => ({ ...item, value: inEveryRow(item.value, block) })));
}

type Partition = readonly ResolvedExpression[];

/**
 * Links a copy of a SELECT to the original: a row has its say in what is shown of its own partition. With several kinds
 * of partitions each is an alternative; one that links nothing leaves no link at all.
 */
export function linkInfluence(
  copy: readonly Partition[],
  shown: readonly Partition[],
  { region, context: { graph } }: Environment,
): void {
  const kinds = new Map(copy.map((partition, index) => [JSON.stringify(partition.map(({ value }) => value)), index]));
  const setOperation = graph.newSetOperation();
  const linked = [...kinds.values()].map((kind, index) => {
    const before = graph.linkCount;
    const regions =
      kinds.size === 1
        ? [region]
        : [region, graph.newRegion(region, { setOperation, index, optional: false, condition: true })];
    for (const [place, left] of (copy[kind] ?? []).entries()) {
      const right = shown[kind]?.[place];
      if (right) graph.addEquality(regions, left.value, right.value, !(left.notNull && right.notNull));
    }
    return graph.linkCount > before;
  });
  if (!linked.every(Boolean)) graph.closeBranches(setOperation);
}

/** What the window functions of a SELECT read: the rows that are shown depend on it in others. */
export function windowReads({ select, query, inside }: SelectBlock): readonly ColumnOf[] {
  return [...select.outputs.map(({ expression }) => expression), ...query.orderBy]
    .filter((expression) => someNode(expression, (node) => node.kind === 'call' && node.window !== undefined))
    .flatMap((expression) => resolveExpression(expression, inside).reads);
}

/** The windows of a SELECT's functions, those of the WINDOW clause that they extend included. */
function windowsOf(select: Select, query: Query): readonly Window[] {
  const windows: Window[] = [];
  for (const expression of [...select.outputs.map((output) => output.expression), ...query.orderBy])
    walkExpression(expression, (node) => {
      if (node.kind === 'call' && node.window) windows.push(completeWindow(node.window, select));
    });
  return windows;
}

/** A window with what it has from those that it extends. */
export function completeWindow(window: Window, select: Select): Window {
  const base = select.windows.find(({ name }) => name === window.base)?.window;
  if (base === undefined) return window;
  return { ...window, partitionBy: [...completeWindow(base, select).partitionBy, ...window.partitionBy] };
}
