import type { Expression, Select } from '../parse/types.ts';
import { type Environment, reportAt } from './context.ts';
import { type ResolvedExpression, resolveValue, starColumns } from './expression.ts';
import { callsSetReturning } from './functions.ts';

export interface OutputColumn extends ResolvedExpression {
  readonly name: string;
  /** It returns a set, and so decides how many rows there are. */
  readonly multiplies: boolean;
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
      }));
    return [
      {
        ...resolveValue(expression, environment),
        name: output.name ?? (isFields ? '*' : '?column?'),
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
