import { choice, type Sql, sql } from '../sql-tree.ts';
import { pickColumn, totalOrder } from './scope.ts';
import type { Context, Scope, Typed } from './types.ts';
import { familyOf, isNumber, isSmallInteger } from './values.ts';

/** An aggregate's call, which takes a FILTER, and what is computed from its value. */
interface Call extends Typed {
  readonly wrap?: (call: Sql) => Sql;
}

type Maker = (context: Context, scope: Scope, depth: number) => Call | undefined;

/** An aggregate whose value does not depend on the order in which rows are met. */
export function aggregate(context: Context, scope: Scope, depth: number): Typed {
  const { random } = context;
  const own = { sources: scope.sources };
  const make = random.weighted<Maker>([
    [3, sum],
    [3, extreme],
    [2, countOfValues],
    [2, collected],
    [1, texts],
    [1, truth],
    [1, ordered],
  ]);
  const found = make(context, own, depth);
  if (found === undefined || random.chance(0.15))
    return filtered(context, scope, { sql: 'count(*)', type: 'bigint' }, depth);
  return filtered(context, scope, found, depth);
}

function filtered(
  context: Context,
  scope: Scope,
  { sql: call, type, wrap = (text) => text }: Call,
  depth: number,
): Typed {
  const value = (suffix: Sql) => choice(wrap(sql`${call}${suffix}`), sql`count(*)${suffix}`);
  if (!context.random.chance(0.2)) return { sql: value(''), type };
  context.features.add('filter');
  const condition = context.grammar.condition(context, { sources: scope.sources }, depth > 1 ? 1 : 0);
  return { sql: value(choice(sql` FILTER (WHERE ${condition})`, '')), type };
}

function sum(context: Context, scope: Scope): Call | undefined {
  const column = pickColumn(context, scope, isNumber);
  if (column === undefined) return undefined;
  const { path, type } = column;
  if (isSmallInteger(type)) return { sql: `sum(${path})`, type: 'bigint' };
  if (type === 'bigint') return { sql: `sum(${path})`, type, wrap: (call) => sql`(${call})::bigint` };
  if (context.random.chance(0.5)) return { sql: `sum(${path})`, type };
  return { sql: `avg(${path})`, type, wrap: (call) => sql`round(${call}, 2)` };
}

const sortable = ['number', 'text', 'date', 'timestamp', 'mood'];

function extreme(context: Context, scope: Scope): Call | undefined {
  const column = pickColumn(context, scope, (type) => sortable.includes(familyOf(type)));
  return (
    column && {
      sql: `${context.random.pick(['min', 'max'])}(${column.path})`,
      type: column.type === 'code' ? 'text' : column.type,
    }
  );
}

function countOfValues(context: Context, scope: Scope): Call | undefined {
  const column = pickColumn(context, scope);
  context.features.add('count of values');
  return column && { sql: `count(${context.random.pick(['', 'DISTINCT '])}${column.path})`, type: 'bigint' };
}

/** As documents, because those have an order that tells all of them apart. */
function collected(context: Context, scope: Scope, depth: number): Call {
  context.features.add('ordered aggregate');
  const value = context.grammar.expression(context, scope, depth - 1).sql;
  const order = totalOrder(scope.sources);
  if (order.length > 0)
    return {
      sql: sql`jsonb_agg(${value} ORDER BY ${order.join(', ')}${orderBySubquery(context, scope, depth)})`,
      type: 'jsonb',
    };
  return { sql: sql`jsonb_agg(${value} ORDER BY to_jsonb(${value}))`, type: 'jsonb' };
}

function orderBySubquery(context: Context, scope: Scope, depth: number): Sql {
  if (depth < 1 || !context.random.chance(0.1)) return '';
  context.features.add('subquery in ORDER BY of aggregate');
  return choice(sql`, ${context.grammar.expression(context, scope, depth - 1).sql}`, '');
}

function texts(context: Context, scope: Scope): Call | undefined {
  const column = pickColumn(context, scope, (type) => familyOf(type) === 'text');
  context.features.add('string_agg');
  return column && { sql: `string_agg(${column.path}, ',' ORDER BY ${column.path} COLLATE "C")`, type: 'text' };
}

function truth(context: Context, scope: Scope): Call {
  context.features.add('bool_or');
  return { sql: sql`bool_or(${context.grammar.condition(context, scope, 0)})`, type: 'boolean' };
}

function ordered(context: Context, scope: Scope): Call | undefined {
  const column = pickColumn(context, scope, (type) => sortable.includes(familyOf(type)));
  context.features.add('ordered-set aggregate');
  const call = context.random.pick(['mode()', 'percentile_disc(0.5)']);
  return (
    column && {
      sql: `${call} WITHIN GROUP (ORDER BY ${column.path})`,
      type: column.type === 'code' ? 'text' : column.type,
    }
  );
}
