import type { Node } from 'libpg-query';
import { equalityTree } from '../parse/nodes.ts';
import type { Expression, SubqueryExpression } from '../parse/types.ts';
import type { GraphBuilder } from './graph-builder.ts';
import type { Value } from './types.ts';
import { canLink, occurrencesOf, placeholder } from './values.ts';

/** A side of a comparison. */
interface Compared {
  readonly value: Value;
  readonly notNull: boolean;
  readonly scalar: boolean;
}

/** `x IN (SELECT y …)`, or `x = ANY (ARRAY (SELECT y …))`, which says the same unless y is an array itself. */
interface Test extends SubqueryExpression {
  readonly byArray?: boolean;
}

/** An expression as a subquery, if it is one or compares with the array of one. */
export function asSubquery(expression: Expression): Test | undefined {
  if (expression.kind === 'subquery') return expression;
  if (expression.kind !== 'operator' || expression.name.length > 1) return undefined;
  const [, operator, link] = /^(\S+) (ANY|ALL)$/.exec(expression.name[0] ?? '') ?? [];
  const [test, array] = expression.operands;
  if (operator === undefined || array?.kind !== 'subquery' || array.link !== 'array') return undefined;
  const { span, tree } = expression;
  return {
    ...array,
    ...{ link: link === 'ANY' ? 'any' : 'all', operator: [operator], byArray: true, span, tree },
    ...(test && { test }),
  };
}

/**
 * Links what `x IN (SELECT y …)`, `x <> ALL (SELECT y …)` and their like compare.
 *
 * Where all that matters is whether `x IN` is true, a row of the subquery can matter only to rows where x = y. As a value,
 * or under NOT, it can matter as well to rows where x = y is unknown: one NULL among the y changes the answer for each x
 * that finds none of them, and for an x that is NULL any y does. Of rows that are compared, each pair must be equal or
 * unknown.
 */
export function linkTests(
  { link, operator, byArray }: Test,
  tests: readonly Compared[],
  columns: readonly Compared[],
  place: { readonly region: number; readonly graph: GraphBuilder; readonly tested: boolean },
): void {
  const finds = (link === 'any' && isEquals(operator)) || (link === 'all' && isUnequal(operator));
  if (!finds || tests.length !== columns.length) return;
  const pairs = tests.flatMap((test, index) => {
    const column = columns[index];
    const isElement = column && (byArray !== true || column.scalar);
    return isElement && canLink(test.value) && canLink(column.value) ? [{ test, column }] : [];
  });
  const certain = pairs.filter(
    ({ test, column }) => (place.tested && link === 'any') || (test.notNull && column.notNull),
  );
  for (const { test, column } of certain) place.graph.addEquality([place.region], test.value, column.value);
  const open = pairs.find(({ test, column }) => isFollowed(test) && isFollowed(column));
  if (certain.length === 0 && open) linkOrUnknown(open.test, open.column, place);
}

/** One of these is so: x = y, y is NULL, x is NULL. Each is followed by itself, as each is looked up in another way. */
function linkOrUnknown(
  x: Compared,
  y: Compared,
  { region, graph }: { readonly region: number; readonly graph: GraphBuilder },
): void {
  const setOperation = graph.newSetOperation();
  const operands = [x.value, y.value];
  const unknown = [...(y.notNull ? [] : [1]), ...(x.notNull ? [] : [0])];
  for (const [index, tree] of [undefined, ...unknown.map(unknownFor)].entries()) {
    const arm = graph.newRegion(region, { setOperation, index, optional: false, condition: false });
    if (tree === undefined) graph.addEquality([region, arm], x.value, y.value);
    else graph.addPredicate([region, arm], { kind: 'expression', tree, operands, region });
  }
}

function isFollowed({ value }: Compared): boolean {
  return occurrencesOf(value).size > 0;
}

const comparison = equalityTree(placeholder(0), placeholder(1));

/** `y IS NULL AND (x = y) IS UNKNOWN`: the first is about one of the two alone, the second links them. */
function unknownFor(operand: number): Node {
  const isNull: Node = { NullTest: { arg: placeholder(operand), nulltesttype: 'IS_NULL' } };
  const isUnknown: Node = { BooleanTest: { arg: comparison, booltesttype: 'IS_UNKNOWN' } };
  return { BoolExpr: { boolop: 'AND_EXPR', args: [isNull, isUnknown] } };
}

/** Whether the operator is written `=`, in pg_catalog or wherever the search_path finds it. */
export function isEquals(operator: readonly string[] | undefined): boolean {
  return operator?.at(-1) === '=' && (operator.length === 1 || operator[0] === 'pg_catalog');
}

function isUnequal(operator: readonly string[] | undefined): boolean {
  return operator?.at(-1) === '<>' && (operator.length === 1 || operator[0] === 'pg_catalog');
}
