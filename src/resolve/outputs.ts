import type { Expression, Select } from '../parse/types.ts';
import { walkExpression } from '../parse/walk.ts';
import { type Environment, reportAt } from './context.ts';
import { type ResolvedExpression, resolveValue, starColumns } from './expression.ts';
import { callsSetReturning, isAggregate, someNode } from './functions.ts';
import { lookUp } from './scope.ts';

export interface OutputColumn extends ResolvedExpression {
  readonly name: string;
  /** Absent where a star stands for it. */
  readonly expression?: Expression;
  /** It returns a set, and so decides how many rows there are. */
  readonly multiplies: boolean;
  /**
   * The identities of the columns it is made of; undefined where more decides its value: a subquery, an aggregate, a
   * window function, the other rows of a set.
   */
  readonly madeOf: ReadonlySet<string> | undefined;
}

/** An item of GROUP BY, DISTINCT ON or ORDER BY; `output` where it names an output column. */
export type ResolvedItem = ResolvedExpression & { readonly output?: OutputColumn };

/** Binds the output columns of a SELECT; a star stands for several. */
export function resolveOutputs(select: Select, environment: Environment): readonly OutputColumn[] {
  return select.outputs.flatMap((output): readonly OutputColumn[] => {
    const { expression } = output;
    const isFields = expression.kind === 'other' && expression.node.endsWith('.*');
    if (isFields)
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
        madeOf: new Set([column.identity]),
      }));
    return [
      {
        ...resolveValue(expression, environment),
        name: output.name ?? (isFields ? '*' : '?column?'),
        expression,
        multiplies: callsSetReturning(expression, environment),
        madeOf: columnsIn(expression, environment),
      },
    ];
  });
}

function columnsIn(expression: Expression, environment: Environment): ReadonlySet<string> | undefined {
  const isMore = (node: Expression): boolean =>
    node.kind === 'subquery' || (node.kind === 'call' && node.window !== undefined) || isAggregate(node, environment);
  if (someNode(expression, isMore) || callsSetReturning(expression, environment)) return undefined;
  const found = new Set<string>();
  walkExpression(expression, (node) => {
    const lookup = node.kind === 'column' ? lookUp(node.path, environment.scope) : undefined;
    if (lookup?.found === 'column' && !lookup.outer) found.add(lookup.column.identity);
    if (lookup?.found === 'row') for (const { identity } of lookup.columns) found.add(identity);
  });
  return found;
}

/**
 * An item of GROUP BY, DISTINCT ON or ORDER BY: a position, an output column's name, or an expression. GROUP BY prefers
 * an input column of that name, the others the output column.
 *
 * https://www.postgresql.org/docs/current/sql-select.html#SQL-GROUPBY
 */
export function resolvePosition(
  item: Expression,
  outputs: readonly OutputColumn[],
  environment: Environment,
  preferred: 'input' | 'output',
): ResolvedItem {
  if (item.kind === 'constant' && item.integer !== undefined) {
    const output = outputs[item.integer - 1];
    if (output) return { ...output, output };
  }
  if (item.kind === 'column' && item.path.length === 1 && !item.star) {
    const output = outputs.find(({ name }) => name === item.path[0]);
    const input = environment.scope.namespace.columns.some(({ name }) => name === item.path[0]);
    if (output && (preferred === 'output' || !input)) return { ...output, output };
  }
  return resolveValue(item, environment);
}
