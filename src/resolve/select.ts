import type { Expression, Query, Select, Window } from '../parse/types.ts';
import { walkExpression } from '../parse/walk.ts';
import { Block } from './block.ts';
import { addConditions } from './conditions.ts';
import { type Environment, reportAt } from './context.ts';
import { type ResolvedExpression, resolveExpression, starColumns, windowExpressions } from './expression.ts';
import { resolveFrom } from './from.ts';
import type { ResolvedQuery } from './query.ts';
import type { ScopeColumn } from './scope.ts';
import type { Value } from './types.ts';

/** Binds one SELECT: FROM, conditions, grouping, then the output columns and what passes through them. */
export function resolveSelect(select: Select, query: Query, outside: Environment): ResolvedQuery {
  reportUnsupported(select, query, outside);
  const aggregated = !select.grouped && callsAggregate(select, outside);
  // An aggregate without GROUP BY returns its row whether or not it finds any: what it reads is optional.
  const region = aggregated ? outside.context.graph.newRegion(outside.region) : outside.region;
  const environment = { ...outside, region };
  const block = new Block(region, outside.context.graph);
  const namespace = resolveFrom(select.from, block, environment);
  const inside = { ...environment, scope: { namespace, parent: outside.scope.parent } };
  if (select.where)
    addConditions(select.where, block, inside, { regions: [region], inside: region, determines: 'all' });
  if (select.having) block.read(resolveExpression(select.having, inside).reads);

  const outputs = resolveOutputs(select, inside);
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

  const shape = { select, query, aggregated, groups, distinctOn };
  const passes = passingRule(shape, inside);
  const columns = outputs.map(
    (output): ScopeColumn => ({
      ...output,
      value: passes(output.value) ? output.value : { kind: 'computed' },
      identity: output.identity ?? '',
    }),
  );
  if (select.distinct === 'all') block.read(outputs.flatMap(({ reads }) => reads));
  // Whether its column is used or not.
  block.read(outputs.flatMap(({ reads, multiplies }) => (multiplies ? reads : [])));
  return { columns, always: block.always, ...uniqueness(shape, outputs, block) };
}

interface OutputColumn extends ResolvedExpression {
  readonly name: string;
  /** It returns a set, and so decides how many rows there are. */
  readonly multiplies: boolean;
}

function resolveOutputs(select: Select, environment: Environment): readonly OutputColumn[] {
  return select.outputs.flatMap((output): readonly OutputColumn[] => {
    const { expression } = output;
    if (expression.kind === 'other' && expression.node.endsWith('.*'))
      reportAt(environment, output.span, {
        code: 'unsupported-query',
        message: 'the fields of a composite value are not expanded',
        why: 'tviews does not know which columns the star stands for.',
        help: 'Name the fields: (value).field AS field',
      });
    if (expression.kind === 'column' && expression.star)
      return (starColumns(expression, environment) ?? []).map((column) => ({
        ...column,
        fixed: false,
        multiplies: false,
      }));
    return [
      {
        ...resolveExpression(expression, environment),
        name: output.name ?? '?column?',
        multiplies: callsSetReturning(expression, environment),
      },
    ];
  });
}

/**
 * An item of GROUP BY, DISTINCT ON or ORDER BY: a position, an output column's name, or an expression. GROUP BY prefers
 * an input column of that name, the others the output column.
 *
 * https://www.postgresql.org/docs/current/sql-select.html#SQL-GROUPBY
 */
function resolvePosition(
  item: Expression,
  outputs: readonly OutputColumn[],
  environment: Environment,
  preferred: 'input' | 'output',
): ResolvedExpression & { readonly output?: OutputColumn } {
  if (item.kind === 'constant' && item.integer !== undefined) {
    const output = outputs[item.integer - 1];
    if (output) return { ...output, output };
  }
  if (item.kind === 'column' && item.path.length === 1 && !item.star) {
    const output = outputs.find(({ name }) => name === item.path[0]);
    const input = environment.scope.namespace.columns.some(({ name }) => name === item.path[0]);
    if (output && (preferred === 'output' || !input)) return { ...output, output };
  }
  return resolveExpression(item, environment);
}

interface Shape {
  readonly select: Select;
  readonly query: Query;
  readonly aggregated: boolean;
  readonly groups: readonly (ResolvedExpression & { readonly output?: OutputColumn })[];
  readonly distinctOn: readonly (ResolvedExpression & { readonly output?: OutputColumn })[] | undefined;
}

/**
 * Which output values pass: a changed row can matter only to result rows that show its own value there. Through LIMIT
 * nothing passes, since any row can push out another; through GROUP BY, DISTINCT ON and windows what they group by.
 */
function passingRule(shape: Shape, environment: Environment): (value: Value) => boolean {
  const { select, query, aggregated, groups, distinctOn } = shape;
  if (query.limited || aggregated || select.groupingSets) return () => false;
  const partitions = windowsOf(select, query).map((window) =>
    window.partitionBy.map((item) => resolveExpression(item, environment).value),
  );
  const limits: (readonly Value[])[] = [...partitions];
  if (select.grouped)
    limits.push(
      withDependents(
        groups.map(({ value }) => value),
        environment,
      ),
    );
  if (distinctOn) limits.push(distinctOn.map(({ value }) => value));
  return (value) => limits.every((allowed) => allowed.some((other) => sameValue(value, other)));
}

/** GROUP BY a table's primary key lets every column of that table stand beside it, and pass. */
function withDependents(values: readonly Value[], environment: Environment): readonly Value[] {
  const { occurrences } = environment.context.graph.build();
  const dependents = occurrences.flatMap(({ id, source }) => {
    const primary = source.uniqueKeys.find((key) => key.primary);
    const covered = primary?.columns.every((column) =>
      values.some((value) => value.kind === 'column' && value.occurrence === id && value.column === column),
    );
    return covered ? source.columns.map(({ name }): Value => ({ kind: 'column', occurrence: id, column: name })) : [];
  });
  return [...values, ...dependents];
}

function sameValue(a: Value, b: Value): boolean {
  if (a.kind === 'computed' || b.kind === 'computed') return false;
  return JSON.stringify(a) === JSON.stringify(b);
}

function windowsOf(select: Select, query: Query): readonly Window[] {
  const named = new Map(select.windows.map(({ name, window }) => [name, window]));
  const complete = (window: Window): Window => {
    const base = window.base === undefined ? undefined : named.get(window.base);
    return base ? { ...window, partitionBy: [...complete(base).partitionBy, ...window.partitionBy] } : window;
  };
  const windows: Window[] = [];
  for (const expression of [...select.outputs.map((output) => output.expression), ...query.orderBy])
    walkExpression(expression, (node) => {
      if (node.kind === 'call' && node.window) windows.push(complete(node.window));
    });
  return windows;
}

function callsSetReturning(expression: Expression, { context }: Environment): boolean {
  let found = false;
  walkExpression(expression, (node) => {
    if (node.kind !== 'call') return;
    const schema = node.name.length > 1 ? node.name.at(-2) : undefined;
    const candidates = context.catalog.functionsNamed(schema, node.name.at(-1) ?? '');
    if (candidates.some(({ returnsSet }) => returnsSet)) found = true;
  });
  return found;
}

function callsAggregate(select: Select, environment: Environment): boolean {
  let found = select.having !== undefined;
  for (const expression of select.outputs.map((output) => output.expression))
    walkExpression(expression, (node) => {
      if (node.kind === 'call' && !node.window && isAggregate(node.name, environment)) found = true;
      if (node.kind === 'other' && sqlJsonAggregates.has(node.node)) found = true;
    });
  return found;
}

/** Aggregates that PostgreSQL's grammar has nodes of their own for: JSON_OBJECTAGG and JSON_ARRAYAGG. */
const sqlJsonAggregates = new Set(['JsonObjectAgg', 'JsonArrayAgg']);

function isAggregate(name: readonly string[], { context }: Environment): boolean {
  const schema = name.length > 1 ? name.at(-2) : undefined;
  return context.catalog.functionsNamed(schema, name.at(-1) ?? '').some(({ kind }) => kind === 'aggregate');
}

function uniqueness(
  { select, aggregated, groups, distinctOn }: Shape,
  outputs: readonly OutputColumn[],
  block: Block,
): Pick<ResolvedQuery, 'isUnique' | 'candidateKeys'> {
  const covers = (known: ReadonlySet<string>, names: ReadonlySet<string>, items: Shape['groups']): boolean =>
    items.every(
      ({ fixed, identity, output }) =>
        fixed || (identity !== undefined && known.has(identity)) || (output !== undefined && names.has(output.name)),
    );
  const isUnique = (names: ReadonlySet<string>): boolean => {
    const start = new Set(outputs.flatMap(({ name, identity }) => (names.has(name) && identity ? [identity] : [])));
    const { known, allRowsKnown } = block.closure(start);
    if (aggregated) return true;
    if (select.grouped && !select.groupingSets) return covers(known, names, groups);
    if (distinctOn) return covers(known, names, distinctOn);
    if (select.distinct === 'all' && outputs.every(({ name }) => names.has(name))) return true;
    return allRowsKnown && !outputs.some(({ multiplies }) => multiplies);
  };
  const namesOf = (items: Shape['groups']): readonly string[] | undefined => {
    const names = items.map(
      ({ identity, output }) => output?.name ?? outputs.find((o) => o.identity === identity)?.name,
    );
    return names.every((name) => name !== undefined) ? (names as string[]) : undefined;
  };
  const grouping = select.grouped ? namesOf(groups) : distinctOn ? namesOf(distinctOn) : undefined;
  const single = outputs.map(({ name }) => [name]);
  const candidates = [...(grouping && grouping.length > 0 ? [grouping] : []), ...single];
  return { isUnique, candidateKeys: candidates.filter((names) => isUnique(new Set(names))) };
}

function reportUnsupported(select: Select, query: Query, environment: Environment): void {
  const finding = (message: string, why: string, help: string) =>
    reportAt(environment, query.span, { code: 'unsupported-query', message, why, help });
  if (select.into) finding('SELECT INTO is not allowed in a definition', 'It would create a table.', 'Leave INTO out.');
  if (select.groupingSets)
    finding(
      'GROUPING SETS, ROLLUP and CUBE cannot be maintained',
      'A grouping column is NULL in the rows of some sets, so a changed row belongs to groups it does not name.',
      'Declare one TVIEW for each set, with a plain GROUP BY.',
    );
}
