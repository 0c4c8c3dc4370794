import type { Query, Select } from '../parse/types.ts';
import type { Block } from './block.ts';
import { carriedValue } from './carriers.ts';
import { type Environment, reportAt } from './context.ts';
import { resolveExpression, resolveTested, windowExpressions } from './expression.ts';
import { callsAggregate } from './functions.ts';
import { linkInfluence, needsInfluence, partitionsOf, windowReads } from './influence.ts';
import { type OutputColumn, type ResolvedItem, resolveOutputs, resolvePosition } from './outputs.ts';
import { passingValues } from './passing.ts';
import { lookUpSelect } from './pushdown.ts';
import type { ResolvedQuery } from './query.ts';
import { resolveRows } from './rows.ts';
import type { ScopeColumn } from './scope.ts';
import { uniqueness } from './uniqueness.ts';
import { warnUnordered } from './unordered.ts';

/** One SELECT with its names bound, before what passes through it is known. */
export interface SelectBlock {
  readonly select: Select;
  readonly query: Query;
  /** It aggregates without GROUP BY: one row, whatever it reads. */
  readonly aggregated: boolean;
  readonly block: Block;
  /** In which its expressions stand. */
  readonly inside: Environment;
  readonly outputs: readonly OutputColumn[];
  readonly groups: readonly ResolvedItem[];
  readonly distinctOn: readonly ResolvedItem[] | undefined;
}

/**
 * Binds one SELECT: FROM, conditions, grouping, then the output columns and what passes through them.
 *
 * Where a row decides about others beside it (by LIMIT, a window, DISTINCT ON), it stands in the graph twice: as a row
 * that is shown, and in a copy of the whole as one that has a say in what is shown of its partition.
 */
export function resolveSelect(select: Select, query: Query, outside: Environment): ResolvedQuery {
  if (select.into)
    reportAt(outside, query.span, {
      code: 'unsupported-query',
      message: 'SELECT INTO is not allowed in a definition',
      why: 'It would create a table.',
      help: 'Leave INTO out.',
    });
  warnUnordered(select, query, outside);
  const aggregated = select.grouped ? select.groupBy.length === 0 : callsAggregate(select, outside);
  const shown = resolveBlock(select, query, aggregated, outside);
  const copyReads = aggregated || !needsInfluence(select, query) ? [] : resolveInfluence(shown, outside);
  const { block, outputs } = shown;
  const values = passingValues(shown).map((value, index) => {
    const output = value.kind === 'computed' ? outputs[index] : undefined;
    return (output && carriedValue(output, shown, outside)) ?? value;
  });
  const columns = outputs.map(
    (output, index): ScopeColumn => ({
      ...output,
      value: values[index] ?? { kind: 'computed' },
      notNull: output.notNull && select.groupingSets === undefined,
      identity: output.identity ?? '',
    }),
  );
  return { columns, always: [...block.always, ...copyReads], ...uniqueness(shown, values), ...lookUpSelect(shown) };
}

/** The copy in which rows have their say; returns what it reads. */
function resolveInfluence(shown: SelectBlock, outside: Environment) {
  const { graph } = outside.context;
  const { select, query } = shown;
  const cause = query.limited ? 'LIMIT' : Array.isArray(select.distinct) ? 'DISTINCT ON' : 'a window';
  const region = graph.newInfluence(shown.inside.region, cause);
  const copy = resolveBlock(select, query, false, { ...outside, region });
  linkInfluence(partitionsOf(copy), partitionsOf(shown), copy.inside);
  return [...copy.block.always, ...windowReads(copy)];
}

function resolveBlock(select: Select, query: Query, aggregated: boolean, outside: Environment): SelectBlock {
  // An aggregate without GROUP BY, or over the empty grouping set, returns its row whether or not it finds any: what it
  // reads is optional.
  const returnsAnyway = aggregated || select.groupingSets?.some((set) => set.length === 0);
  const region = returnsAnyway ? outside.context.graph.newRegion(outside.region) : outside.region;
  const { block, inside } = resolveRows(select, region, outside);
  if (select.having) block.read(resolveTested(select.having, inside).reads);

  const outputs = resolveOutputs(select, inside).map((output) =>
    output.identity !== undefined && block.notNull.has(output.identity) ? { ...output, notNull: true } : output,
  );
  const groups = select.groupBy.map((item) => resolvePosition(item, outputs, inside, 'input'));
  block.read(groups.flatMap(({ reads }) => reads));
  const distinctOn = Array.isArray(select.distinct)
    ? select.distinct.map((item) => resolvePosition(item, outputs, inside, 'output'))
    : undefined;
  const order = query.orderBy.map((item) => resolvePosition(item, outputs, inside, 'output'));
  block.read([...(distinctOn ?? []), ...order].flatMap(({ reads }) => reads));
  block.read(query.limitExpressions.flatMap((item) => resolveExpression(item, inside).reads));
  block.read(
    select.windows
      .flatMap(({ window }) => windowExpressions(window))
      .flatMap((item) => resolveExpression(item, inside).reads),
  );
  if (select.distinct === 'all') block.read(outputs.flatMap(({ reads }) => reads));
  // Whether its column is used or not.
  block.read(outputs.flatMap(({ reads, multiplies }) => (multiplies ? reads : [])));
  return { select, query, aggregated, block, inside, outputs, groups, distinctOn };
}
