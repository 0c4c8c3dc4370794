import type { Node } from 'libpg-query';
import { isSameNode } from '../parse/nodes.ts';
import type { CallExpression, Expression } from '../parse/types.ts';
import { walkExpression } from '../parse/walk.ts';
import type { Carrier } from './carried-values.ts';
import { addConditions } from './conditions.ts';
import type { Environment } from './context.ts';
import { type ResolvedExpression, resolveValue } from './expression.ts';
import { functionsCalled } from './functions.ts';
import { completeWindow } from './influence.ts';
import type { OutputColumn } from './outputs.ts';
import { resolveRows } from './rows.ts';
import { lookUp } from './scope.ts';
import type { SelectBlock } from './select.ts';
import type { Value } from './types.ts';

/**
 * The value of an output column that is computed from many rows, but is what its argument is in one of them: max, min and
 * their like, over a group or a window. Undefined for other columns.
 *
 * `max(x) … GROUP BY g` is the x of the first row of DISTINCT ON (g), ordered by x. So that row, which carries the value,
 * stands in the graph beside those that decide which one it is, if a link needs it: a copy of FROM and WHERE, linked by
 * what all rows of the group or partition share.
 */
export function carriedValue(output: OutputColumn, shown: SelectBlock, outside: Environment): Value | undefined {
  const call = output.expression && readCall(output.expression, shown.inside);
  const shared = call && sharedItems(call, shown);
  if (call === undefined || shared === undefined) return undefined;
  return outside.context.graph.carried.add({
    region: shown.inside.region,
    reads: output.reads,
    resolve: () => resolveCarrier(call, shared, shown, outside),
  });
}

/** A call that returns its argument's value in one of the rows that meet the filter, or NULL. */
interface CarriedCall {
  readonly argument: Expression;
  readonly filter: Expression | undefined;
  readonly window: CallExpression['window'];
}

/** What all rows have in common from which a value is computed: as written, and as shown. */
interface Shared {
  readonly item: Expression;
  readonly shown: ResolvedExpression;
}

function resolveCarrier(
  { argument, filter, window }: CarriedCall,
  shared: readonly Shared[],
  { select, inside: { region: around } }: SelectBlock,
  outside: Environment,
): Carrier {
  const { graph } = outside.context;
  // A group has a row with its largest value, if only NULL; the rows that a filter or a frame looks at may be none.
  const region = filter || window ? graph.newRegion(around) : around;
  const { block, inside } = resolveRows(select, region, outside);
  if (filter) addConditions(filter, block, inside, { regions: [region], inside: region, determines: 'all' });
  const carried = resolveValue(argument, inside);
  const reads = shared.flatMap(({ item, shown }) => {
    const own = resolveValue(item, inside);
    graph.addEquality([region], own.value, shown.value, !(own.notNull && shown.notNull));
    return own.reads;
  });
  return { value: carried.value, reads: [...block.always, ...carried.reads, ...reads] };
}

/** The items of GROUP BY, or of PARTITION BY; undefined where they are not known for every row. */
function sharedItems({ window }: CarriedCall, { select, groups, aggregated, inside }: SelectBlock) {
  const isGrouped = aggregated || select.grouped;
  if (select.groupingSets || isGrouped === (window !== undefined)) return undefined;
  if (window)
    return completeWindow(window, select).partitionBy.map(
      (item): Shared => ({ item, shown: resolveValue(item, inside) }),
    );
  const shared = groups.map((shown, index): Shared | undefined => {
    const item = shown.output ? shown.output.expression : select.groupBy[index];
    return item && { item, shown };
  });
  return shared.every((item) => item !== undefined) ? shared : undefined;
}

function readCall(expression: Expression, environment: Environment): CarriedCall | undefined {
  if (expression.kind !== 'call' || !('FuncCall' in expression.tree) || !isBuiltIn(expression, environment))
    return undefined;
  const call = expression.tree.FuncCall;
  const operandAt = (node: Node | undefined) =>
    expression.operands.find(({ tree }) => node !== undefined && isSameNode(tree, node));
  const argument = operandAt(carriedArgument(expression.name.at(-1) ?? '', call));
  if (argument === undefined || !isOfOwnRows(argument, environment)) return undefined;
  return { argument, filter: operandAt(call.agg_filter), window: expression.window };
}

/** Those of pg_catalog, and those of their name that citext adds. */
function isBuiltIn(call: CallExpression, environment: Environment): boolean {
  const functions = functionsCalled(call, environment);
  const isKnown = functions.every(({ schema, source }) => schema === 'pg_catalog' || source?.extension === 'citext');
  return functions.length > 0 && isKnown;
}

const extremes = new Set(['max', 'min']);
const orderedSets = new Set(['mode', 'percentile_disc']);
const windowFunctions = new Set(['first_value', 'last_value', 'nth_value', 'lag', 'lead']);

/** The argument whose value in one of the rows a call returns; undefined where it may return another. */
function carriedArgument(name: string, { args = [], agg_order: order = [], over }: FuncCallFields): Node | undefined {
  if (extremes.has(name)) return args.length === 1 ? args[0] : undefined;
  // A third argument of lag and lead is what they return where there is no row.
  if (windowFunctions.has(name)) return over && args.length < 3 ? args[0] : undefined;
  // For an array of fractions, percentile_disc returns an array.
  const [first] = order;
  const isSingle = order.length === 1 && args.every((node) => 'A_Const' in node && !('sval' in node.A_Const));
  return orderedSets.has(name) && isSingle && first && 'SortBy' in first ? first.SortBy.node : undefined;
}

type FuncCallFields = Extract<Node, { readonly FuncCall: unknown }>['FuncCall'];

/** Whether a value is made from columns of the block alone: an aggregate of columns from outside belongs to the query there. */
function isOfOwnRows(argument: Expression, { scope }: Environment): boolean {
  const own: boolean[] = [];
  walkExpression(argument, (node) => {
    const found = node.kind === 'column' && !node.star ? lookUp(node.path, scope) : undefined;
    if (node.kind === 'column') own.push(found?.found === 'column' && !found.outer);
    if (node.kind === 'subquery') own.push(false);
  });
  return own.length > 0 && own.every(Boolean);
}
