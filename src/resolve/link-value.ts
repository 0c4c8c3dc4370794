import type { Node } from 'libpg-query';
import { isSameNode, names } from '../parse/nodes.ts';
import type { Expression } from '../parse/types.ts';
import { printTree } from '../sql/print-tree.ts';
import { keepsEquality } from './casts.ts';
import type { Environment } from './context.ts';
import { callsSetReturning, functionsCalled, isAggregate, someNode } from './functions.ts';
import { isHarmless } from './harmless.ts';
import { lookUp, type ScopeColumn } from './scope.ts';
import type { ExpressionValue, Value } from './types.ts';
import { canLink, occurrencesOf, placeholder } from './values.ts';

/**
 * Where the value of an expression comes from: of a column its own source; of COALESCE and CASE over several relations,
 * one of their results; of anything else that its columns alone decide, the expression over them.
 *
 * Names that are wrong make the value a computed one; `resolveExpression` reports them.
 */
export function linkValue(expression: Expression, environment: Environment): Value {
  const column = namedColumn(expression, environment);
  if (column && (column.value.kind !== 'computed' || canLink(column.value))) return column.value;
  const whole = expressionValue(expression, environment);
  if (whole.kind === 'expression' && occurrencesOf(whole).size < 2) return whole;
  const results = alternativeResults(expression);
  if (results === undefined) return whole;
  const ofFullJoin = 'CoalesceExpr' in expression.tree && coalesced(results, environment);
  return ofFullJoin || choiceOf(results, environment);
}

/** A condition as a value; undefined where it needs more than the columns it names. */
export function conditionValue(condition: Expression, environment: Environment): ExpressionValue | undefined {
  const value = expressionValue(condition, environment);
  return value.kind === 'expression' ? value : undefined;
}

/** The column that an expression names, in a cast that keeps what it is equal to or without. */
function namedColumn(expression: Expression, environment: Environment): ScopeColumn | undefined {
  if (expression.kind === 'cast') {
    const operand = namedColumn(expression.operand, environment);
    return operand && keepsEquality(operand, expression.type) ? operand : undefined;
  }
  if (expression.kind !== 'column' || expression.star) return undefined;
  const found = lookUp(expression.path, environment.scope);
  return found.found === 'column' ? found.column : undefined;
}

/** The expressions one of which COALESCE or CASE returns; undefined for other expressions. */
function alternativeResults({ tree, ...expression }: Expression): readonly Expression[] | undefined {
  if (expression.kind !== 'other') return undefined;
  if ('CoalesceExpr' in tree) return expression.operands;
  if (!('CaseExpr' in tree)) return undefined;
  const { args = [], defresult } = tree.CaseExpr;
  const results = [...args.map((arm) => ('CaseWhen' in arm ? arm.CaseWhen.result : undefined)), defresult];
  const found = results.map((result) => expression.operands.find(({ tree: own }) => result && isSameNode(own, result)));
  return found.every((result) => result !== undefined) ? found : undefined;
}

function coalesced(results: readonly Expression[], environment: Environment): Value | undefined {
  return environment.context.graph.coalesced(results.map((result) => linkValue(result, environment)));
}

/**
 * One of several values. Each is followed as a branch of a set operation would be, which leads to too many keys at
 * most.
 */
function choiceOf(results: readonly Expression[], environment: Environment): Value {
  const { graph } = environment.context;
  const branches = results.map((result) => linkValue(result, environment));
  if (branches.some(({ kind }) => kind === 'computed')) return { kind: 'computed' };
  const setOperation = graph.newSetOperation();
  for (const index of branches.keys())
    graph.newRegion(environment.region, { setOperation, index, optional: false, condition: true });
  return { kind: 'choice', setOperation, branches };
}

/** Nodes whose value is not that of their operands: aggregates, the session, and what no expression can be printed with. */
const opaqueNodes = new Set([
  'GroupingFunc',
  'SQLValueFunction',
  'SetToDefault',
  'ParamRef',
  'CurrentOfExpr',
  'MergeSupportFunc',
]);

function expressionValue(expression: Expression, environment: Environment): Value {
  if (callsSetReturning(expression, environment)) return { kind: 'computed' };
  const template = templateOf(expression.tree, [expression], environment);
  if (!template) return { kind: 'computed' };
  const harmless = isHarmless(expression) && template.operands.every(isHarmlessValue);
  return { kind: 'expression', ...template, region: environment.region, harmless };
}

function isHarmlessValue(value: Value): boolean {
  if (value.kind === 'choice') return value.branches.every(isHarmlessValue);
  return value.kind !== 'expression' || value.harmless === true;
}

/**
 * A tree with placeholders for the columns it names, and where those come from; undefined where its expressions need
 * more than these: a query, an aggregate, the session.
 */
export function templateOf(
  tree: Node,
  expressions: readonly Expression[],
  environment: Environment,
): { readonly tree: Node; readonly operands: readonly Value[] } | undefined {
  if (expressions.some((expression) => someNode(expression, (node) => isOpaque(node, environment)))) return undefined;
  const operands: Value[] = [];
  const numbers = new Map<string, number>();
  const operandNumber = (path: readonly string[]): number => {
    const found = lookUp(path, environment.scope);
    const value: Value = found.found === 'column' ? found.column.value : { kind: 'computed' };
    const id = JSON.stringify(value);
    const known = numbers.get(id);
    if (known !== undefined) return known;
    numbers.set(id, operands.length);
    return operands.push(value) - 1;
  };
  const template = withPlaceholders(tree, operandNumber) as Node;
  return operands.every(isPrintable) ? { tree: template, operands } : undefined;
}

/** Whether a value can be written in SQL, from the columns it comes from. */
function isPrintable(value: Value): boolean {
  switch (value.kind) {
    case 'column':
      return true;
    case 'choice':
      return value.branches.every(isPrintable);
    case 'expression':
      return printTree(value.tree) !== undefined;
    default:
      return false;
  }
}

function isOpaque(node: Expression, environment: Environment): boolean {
  switch (node.kind) {
    case 'subquery':
      return true;
    case 'column':
      return node.star;
    case 'other':
      return opaqueNodes.has(node.node) || node.node.endsWith('.*') || isAggregate(node, environment);
    case 'call':
      return (
        node.window !== undefined ||
        isAggregate(node, environment) ||
        functionsCalled(node, environment).some(({ volatility }) => volatility === 'volatile')
      );
    default:
      return false;
  }
}

/** A copy of a tree without locations, its column references replaced. */
function withPlaceholders(value: unknown, operandNumber: (path: readonly string[]) => number): unknown {
  if (Array.isArray(value)) return value.map((item) => withPlaceholders(item, operandNumber));
  if (typeof value !== 'object' || value === null) return value;
  if ('ColumnRef' in value) {
    const path = names((value as ColumnRefNode).ColumnRef.fields);
    return path.length > 0 ? placeholder(operandNumber(path)) : value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !/location|list_start|list_end/.test(key))
      .map(([key, field]) => [key, withPlaceholders(field, operandNumber)]),
  );
}

type ColumnRefNode = Extract<Node, { readonly ColumnRef: unknown }>;
