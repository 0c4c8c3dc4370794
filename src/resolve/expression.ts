import { closest } from 'fastest-levenshtein';
import type { CallExpression, ColumnReference, Expression, SubqueryExpression, Window } from '../parse/types.ts';
import { keepsEquality } from './casts.ts';
import { checkBeside } from './clock-literals.ts';
import { type Environment, reportAt } from './context.ts';
import { ownFunctionsCalled } from './function-reads.ts';
import { linkValue } from './link-value.ts';
import { findSource, lookUp, type ScopeColumn } from './scope.ts';
import { asSubquery, linkTests } from './subquery-tests.ts';
import { testedOperands } from './tested-operands.ts';
import type { ColumnOf, Value } from './types.ts';
import { checkDependences, checkOwnFunctions } from './volatility.ts';

/** What an expression's value is and depends on. */
export interface ResolvedExpression {
  readonly value: Value;
  readonly reads: readonly ColumnOf[];
  readonly type: string | undefined;
  readonly baseType?: string | undefined;
  readonly notNull: boolean;
  readonly exactEquality: boolean;
  readonly scalar: boolean;
  /** Set when the expression is a column of the block it stands in. */
  readonly identity?: string;
  /** A constant, or a column of an outer query: the same for all rows of the block. */
  readonly fixed: boolean;
}

/** Binds the names in an expression; unknown ones are reported and count as computed values. */
export function resolveExpression(expression: Expression, environment: Environment): ResolvedExpression {
  checkDependences(expression, environment);
  switch (expression.kind) {
    case 'column':
      return resolveColumn(expression, environment);
    case 'constant':
      return { ...computed([]), fixed: true };
    case 'call':
      return computed(resolveOperands(expression, operandsOf(expression), environment));
    case 'cast': {
      const operand = resolveExpression(expression.operand, environment);
      return keepsEquality(operand, expression.type) ? operand : computed([operand]);
    }
    case 'subquery':
      return resolveSubquery(expression, environment, 'value');
    default:
      return (
        resolveIfSubquery(expression, environment, 'value') ??
        computed(resolveOperands(expression, expression.operands, environment))
      );
  }
}

function resolveOperands(
  expression: Expression,
  operands: readonly Expression[],
  environment: Environment,
): readonly ResolvedExpression[] {
  const tested = testedOperands(expression);
  return operands.map((operand) =>
    tested.includes(operand) ? resolveTested(operand, environment) : resolveExpression(operand, environment),
  );
}

/** Binds a condition of which matters whether it is true: false and NULL are the same. */
export function resolveTested(condition: Expression, environment: Environment): ResolvedExpression {
  if (condition.kind === 'and' || condition.kind === 'or')
    return computed(condition.operands.map((operand) => resolveTested(operand, environment)));
  return resolveIfSubquery(condition, environment, 'tested') ?? resolveExpression(condition, environment);
}

/**
 * Binds a condition that only counts when it is true. A subquery that must then have a row is joined, as far as lineage
 * is concerned: it stands where the condition does.
 */
export function resolveCondition(condition: Expression, environment: Environment): ResolvedExpression {
  if (condition.kind === 'and' || condition.kind === 'or')
    return computed(condition.operands.map((operand) => resolveCondition(operand, environment)));
  return resolveIfSubquery(condition, environment, 'joined') ?? resolveExpression(condition, environment);
}

/** Binds an operand of an equality that must be true: as for conditions, a subquery there has a row. */
export function resolveOperand(operand: Expression, environment: Environment): ResolvedExpression {
  return operand.kind === 'subquery'
    ? resolveSubquery(operand, environment, 'joined')
    : resolveValue(operand, environment);
}

/** Binds an expression, its value as far as it can be followed. */
export function resolveValue(expression: Expression, environment: Environment): ResolvedExpression {
  const resolved = resolveExpression(expression, environment);
  return expression.kind === 'subquery' ? resolved : { ...resolved, value: linkValue(expression, environment) };
}

function computed(operands: readonly ResolvedExpression[]): ResolvedExpression {
  return {
    value: { kind: 'computed' },
    reads: operands.flatMap(({ reads }) => reads),
    type: undefined,
    notNull: false,
    exactEquality: false,
    scalar: false,
    fixed: false,
  };
}

function operandsOf(call: CallExpression): readonly Expression[] {
  return call.window ? [...call.operands, ...windowExpressions(call.window)] : call.operands;
}

export function windowExpressions(window: Window): readonly Expression[] {
  return [...window.partitionBy, ...window.orderBy];
}

function resolveColumn(reference: ColumnReference, environment: Environment): ResolvedExpression {
  if (reference.star) return wholeRow(starColumns(reference, environment) ?? []);
  const lookup = lookUp(reference.path, environment.scope);
  if (lookup.found === 'row') return wholeRow(lookup.columns);
  if (lookup.found === 'unknown') return computed([]);
  const row = lookup.found === 'nothing' ? argumentOf(reference, environment) : undefined;
  if (row) {
    checkOwnFunctions(reference, environment);
    return wholeRow(row);
  }
  if (lookup.found !== 'column') {
    reportUnresolved(reference, lookup, environment);
    return computed([]);
  }
  const { column, outer } = lookup;
  const { identity, name: _, ...resolved } = column;
  return outer ? { ...resolved, fixed: true } : { ...resolved, identity, fixed: false };
}

/** The row that `row.function` is about: a call in another notation. */
function argumentOf(reference: ColumnReference, { scope, context }: Environment): readonly ScopeColumn[] | undefined {
  const source = reference.path.length > 1 ? findSource(reference.path.slice(0, -1), scope) : undefined;
  const functions = ownFunctionsCalled(reference, context.catalog);
  const isCall = functions.length > 0 && functions.every(({ kind, returnsSet }) => kind === 'function' && !returnsSet);
  return isCall ? source?.source.columns : undefined;
}

/** `*` among the reads of an occurrence: its row as a whole. */
function wholeRow(columns: readonly ScopeColumn[]): ResolvedExpression {
  const reads = columns.flatMap((column) => column.reads);
  const rows = [...new Set(reads.map(({ occurrence }) => occurrence))].map((occurrence) => ({
    occurrence,
    column: '*',
  }));
  return { ...computed([]), reads: [...reads, ...rows] };
}

/** The columns that `*` or `t.*` stands for; undefined, and reported, when there is no such t. */
export function starColumns(reference: ColumnReference, environment: Environment): readonly ScopeColumn[] | undefined {
  if (reference.path.length === 0) {
    const { sources, columns } = environment.scope.namespace;
    if (sources.some(({ open }) => open)) reportOpenStar(reference, environment);
    return columns;
  }
  const source = findSource(reference.path, environment.scope);
  if (source?.source.open) reportOpenStar(reference, environment);
  if (source) return source.source.columns;
  // `(t.a).*` of a composite column reaches here as a column with a star.
  const lookup = lookUp(reference.path, environment.scope);
  if (lookup.found === 'column') return [lookup.column];
  reportUnresolved(reference, { found: 'no-source' }, environment);
  return undefined;
}

function reportOpenStar(reference: ColumnReference, environment: Environment): void {
  reportAt(environment, reference.span, {
    code: 'unsupported-query',
    message: 'the columns of a function are not expanded',
    why: 'tviews does not know which columns the star stands for.',
    help: 'Name the columns you need.',
  });
}

const systemColumns = new Set(['ctid', 'xmin', 'xmax', 'cmin', 'cmax', 'tableoid']);

function reportUnresolved(
  reference: ColumnReference,
  lookup: Exclude<ReturnType<typeof lookUp>, { found: 'column' | 'row' | 'unknown' }>,
  environment: Environment,
): void {
  const name = reference.path.at(-1) ?? '*';
  const written = reference.path.join('.');
  if (lookup.found === 'ambiguous') {
    reportAt(environment, reference.span, {
      code: 'ambiguous-column',
      message: `column reference "${written}" is ambiguous`,
      why: 'More than one relation in FROM has a column of this name.',
      help: `Qualify it: "table.${name}".`,
    });
  } else if (lookup.found === 'nothing' && systemColumns.has(name)) {
    reportAt(environment, reference.span, {
      code: 'system-column',
      message: `the system column "${name}" cannot be read by a TVIEW`,
      why: 'PostgreSQL changes system columns without a change of the row that a trigger could see.',
      help: 'Leave it out, or store what you need in a column of the table.',
    });
  } else if (lookup.found === 'nothing') {
    const similar = closest(name, [...new Set(lookup.candidates)]);
    reportAt(environment, reference.span, {
      code: 'unknown-column',
      message: `column ${reference.path.length > 1 ? written : `"${name}"`} does not exist`,
      why: 'tviews follows every column to its table to know which rows a change affects.',
      help: similar ? `Did you mean "${similar}"?` : 'Check the name against the tables in FROM.',
    });
  } else {
    const alias = reference.star ? name : (reference.path.at(-2) ?? name);
    reportAt(environment, reference.span, {
      code: 'unknown-table',
      message: `missing FROM-clause entry for table "${alias}"`,
      why: 'The name before the dot must be a relation or alias of the FROM clause.',
      help: `Use the alias that FROM gives the relation instead of "${alias}".`,
    });
  }
}

/** What a subquery is there for: its value, whether it is true, or to be true of each row that is returned. */
type Use = 'value' | 'tested' | 'joined';

function resolveIfSubquery(expression: Expression, environment: Environment, use: Use): ResolvedExpression | undefined {
  const subquery = asSubquery(expression);
  if (!subquery) return undefined;
  checkDependences(expression, environment);
  return resolveSubquery(subquery, environment, use);
}

function resolveSubquery(subquery: SubqueryExpression, environment: Environment, use: Use): ResolvedExpression {
  const { graph } = environment.context;
  const tests = testExpressions(subquery).map((test) => resolveValue(test, environment));
  const mustHaveRow = use === 'joined' && ['exists', 'any', 'value'].includes(subquery.link);
  const region = mustHaveRow ? environment.region : graph.newRegion(environment.region);
  const query = environment.context.resolveQuery(subquery.query, {
    ...environment,
    region,
    scope: { namespace: { sources: [], columns: [] }, parent: environment.scope },
  });
  linkTests(subquery, tests, query.columns, { region, graph, tested: use !== 'value' });
  for (const [index, test] of testExpressions(subquery).entries())
    checkBeside(query.columns[index]?.type, test, environment);
  const outputs = subquery.link === 'exists' ? [] : query.columns.flatMap(({ reads }) => reads);
  const reads = [...tests.flatMap((test) => test.reads), ...query.always, ...outputs];
  const [single] = query.columns;
  const passes = subquery.link === 'value' && single && graph.standsIn(single.value, region);
  return { ...computed(tests), ...(passes && { value: single.value }), reads };
}

/** `x IN (…)` tests x; `(x, y) IN (…)` tests both against one column each. */
function testExpressions({ test }: SubqueryExpression): readonly Expression[] {
  if (!test) return [];
  return test.kind === 'other' && test.node === 'RowExpr' ? test.operands : [test];
}
