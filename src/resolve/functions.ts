import type { CatalogFunction } from '../catalog/types.ts';
import type { CallExpression, Expression, Select } from '../parse/types.ts';
import { walkExpression } from '../parse/walk.ts';
import type { Environment } from './context.ts';

/** The functions that a call may mean. */
export function functionsCalled({ name }: CallExpression, { context }: Environment): readonly CatalogFunction[] {
  const schema = name.length > 1 ? name.at(-2) : undefined;
  return context.catalog.functionsNamed(schema, name.at(-1) ?? '');
}

/** Whether an expression returns a set of rows. */
export function callsSetReturning(expression: Expression, environment: Environment): boolean {
  return someNode(
    expression,
    (node) => node.kind === 'call' && functionsCalled(node, environment).some(({ returnsSet }) => returnsSet),
  );
}

/** Whether a SELECT aggregates its rows by what its output columns call, or by HAVING. */
export function callsAggregate(select: Select, environment: Environment): boolean {
  return (
    select.having !== undefined ||
    select.outputs.some(({ expression }) => someNode(expression, (node) => isAggregate(node, environment)))
  );
}

/** Aggregates that PostgreSQL's grammar has nodes of their own for: JSON_OBJECTAGG and JSON_ARRAYAGG. */
const sqlJsonAggregates = new Set(['JsonObjectAgg', 'JsonArrayAgg']);

/** Whether an expression is itself the call of an aggregate, over the rows of its group. */
export function isAggregate(node: Expression, environment: Environment): boolean {
  if (node.kind === 'other') return sqlJsonAggregates.has(node.node);
  if (node.kind !== 'call' || node.window) return false;
  return functionsCalled(node, environment).some(({ kind }) => kind === 'aggregate');
}

/** Whether an expression, or an operand at any depth, is what the test looks for; queries inside are left out. */
export function someNode(expression: Expression, test: (node: Expression) => boolean): boolean {
  let found = false;
  walkExpression(expression, (node) => {
    found ||= test(node);
  });
  return found;
}
