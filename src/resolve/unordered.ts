import type { CallExpression, Expression, Query, Select } from '../parse/types.ts';
import { walkExpression } from '../parse/walk.ts';
import { type Environment, reportAt } from './context.ts';
import { isAggregate } from './functions.ts';

/** Aggregates of pg_catalog whose result shows the order of the rows. */
const ordered = new Set([
  'array_agg',
  'json_agg',
  'jsonb_agg',
  'string_agg',
  'xmlagg',
  'json_agg_strict',
  'jsonb_agg_strict',
]);

/**
 * Warns of aggregates that put rows in a sequence nobody has asked for, and of DISTINCT ON without ORDER BY: such a
 * SELECT has several right results, and which one a refresh comes to may differ from that of the backing view.
 */
export function warnUnordered(select: Select, query: Query, environment: Environment): void {
  if (typeof select.distinct !== 'string' && query.orderBy.length === 0)
    warn(
      'DISTINCT ON without ORDER BY keeps any row of each group',
      select.distinct[0]?.span ?? query.span,
      'Add ORDER BY: the columns of DISTINCT ON, then those that decide which row comes first.',
      environment,
    );
  if (readsInOrder(select)) return;
  for (const expression of [
    ...select.outputs.map((output) => output.expression),
    ...(select.having ? [select.having] : []),
  ])
    walkExpression(expression, (node) => {
      const name = isAggregate(node, environment) ? orderedAggregate(node) : undefined;
      if (name !== undefined)
        warn(
          `${name} without ORDER BY puts its rows in any order`,
          node.span,
          `Add ORDER BY inside of the call: ${name}(… ORDER BY …)`,
          environment,
        );
    });
}

function warn(message: string, span: Query['span'], help: string, environment: Environment): void {
  reportAt(environment, span, {
    code: 'unordered-aggregate',
    severity: 'warning',
    message,
    why: 'PostgreSQL may return another order after any write, also to columns that the SELECT does not read; both are right, but the TVIEW and its backing view then differ.',
    help,
  });
}

/** The rows come in the order of a subquery in FROM, or there is one row only. */
function readsInOrder({ from }: Select): boolean {
  const [item, ...others] = from;
  if (item?.kind === 'function' && others.length === 0) return true;
  return item?.kind === 'subquery' && others.length === 0 && (item.query.orderBy.length > 0 || item.query.single);
}

/** What an aggregate is called whose rows nothing orders; undefined for others. */
function orderedAggregate(node: Expression): string | undefined {
  if (node.kind === 'call') return isOrdered(node) ? undefined : node.name.at(-1);
  if (!('JsonArrayAgg' in node.tree)) return undefined;
  return node.tree.JsonArrayAgg.constructor?.agg_order ? undefined : 'JSON_ARRAYAGG';
}

/** DISTINCT sorts what it makes distinct. */
function isOrdered({ name, tree }: CallExpression): boolean {
  if (!ordered.has(name.at(-1) ?? '') || !('FuncCall' in tree)) return true;
  return tree.FuncCall.agg_order !== undefined || tree.FuncCall.agg_distinct === true;
}
