import { choice, list, type Sql, sql } from '../sql-tree.ts';
import { aggregate } from './aggregates.ts';
import { joinCondition } from './links.ts';
import { relationSource } from './relation-source.ts';
import { pickColumn, totalOrder } from './scope.ts';
import type { ColumnType, Context, Scope, Source, Typed } from './types.ts';
import { familyOf } from './values.ts';

/** The inside of a subquery: what it reads, and how it hangs together with what is outside. */
interface Inside {
  readonly scope: Scope;
  readonly source: Source;
  readonly from: Sql;
  readonly where: Sql;
}

/** A subquery over one relation or two, mostly correlated. */
function inside(context: Context, outer: Scope, depth: number): Inside {
  const { random, features } = context;
  const { source, item } = relationSource(context);
  const sources = [source];
  const from: Sql[] = [item];
  const where: Sql[] = [];
  if (random.chance(0.2)) {
    const second = relationSource(context);
    from.push(choice(sql` JOIN ${second.item} ON ${joinCondition(context, second.source, sources, undefined).sql}`));
    sources.push(second.source);
    features.add('join in subquery');
  }
  const scope = { sources, outer };
  if (context.plain || random.chance(0.8)) where.push(joinCondition(context, source, outer.sources, outer.outer).sql);
  else features.add('uncorrelated subquery');
  if (random.chance(0.3)) where.push(context.grammar.condition(context, scope, depth - 1));
  return { scope, source, from: list(from, { separator: '', atLeast: 1 }), where: whereClause(where) };
}

/** WHERE with its conditions, each of which may be dropped. */
export function whereClause(conditions: readonly Sql[]): Sql {
  return list(conditions, { head: ' WHERE ', separator: ' AND ' });
}

/** A subquery that returns one value: an aggregate, or the first of the rows. */
export function scalarSubquery(context: Context, outer: Scope, depth: number): Typed {
  const { random, features } = context;
  const { scope, from, where } = inside(context, outer, depth);
  if (random.chance(0.65)) {
    features.add('aggregate subquery');
    const value = aggregate(context, scope, depth - 1);
    return { sql: sql`(SELECT ${value.sql} FROM ${from}${where})`, type: value.type };
  }
  features.add('first-row subquery');
  const value = context.grammar.expression(context, scope, depth - 1);
  const order = totalOrder(scope.sources).join(', ');
  return { sql: sql`(SELECT ${value.sql} FROM ${from}${where} ORDER BY ${order} LIMIT 1)`, type: value.type };
}

/** `ARRAY(…)`, ordered, as a document. */
export function arraySubquery(context: Context, outer: Scope, depth: number): Typed {
  context.features.add('array subquery');
  const { scope, from, where } = inside(context, outer, depth);
  const value = context.grammar.expression(context, scope, depth - 1);
  const order = totalOrder(scope.sources).join(', ');
  return {
    sql: sql`to_jsonb(ARRAY(SELECT to_jsonb(${value.sql}) FROM ${from}${where} ORDER BY ${order}))`,
    type: 'jsonb',
  };
}

/** EXISTS, or its opposite. */
export function existsCondition(context: Context, outer: Scope, depth: number): Sql {
  const word = context.random.pick(['EXISTS', 'NOT EXISTS']);
  context.features.add(word.toLowerCase());
  const { from, where } = inside(context, outer, depth);
  return choice(sql`${word} (SELECT FROM ${from}${where})`, 'true');
}

const comparable = (type: ColumnType) => type !== 'address';

/** `x IN (SELECT …)`, `(x, y) NOT IN (SELECT …)`, `x > ALL (SELECT …)`. */
export function membershipCondition(context: Context, outer: Scope, depth: number): Sql {
  const { random, features } = context;
  const needle = pickColumn(context, outer, comparable);
  if (needle === undefined) return 'true';
  const { scope, from, where } = inside(context, outer, depth);
  const fits = (type: ColumnType) => familyOf(type) === familyOf(needle.type);
  const found = pickColumn(context, { sources: scope.sources }, fits);
  if (found === undefined) return choice(sql`EXISTS (SELECT FROM ${from}${where})`, 'true');
  const operator = random.weighted([
    [4, 'IN'],
    [3, 'NOT IN'],
    [1, '>= ALL'],
    [1, '<> ALL'],
    [1, '= ANY'],
    [1, '< ANY'],
  ]);
  features.add(`${operator.toLowerCase()} (subquery)`);
  const second = pickColumn(context, outer, fits);
  if (second !== undefined && /IN$/.test(operator) && random.chance(0.2)) {
    features.add('row in subquery');
    return choice(
      sql`(${needle.path}, ${second.path}) ${operator} (SELECT ${found.path}, ${found.path} FROM ${from}${where})`,
      sql`${needle.path} ${operator} (SELECT ${found.path} FROM ${from}${where})`,
      'true',
    );
  }
  return choice(sql`${needle.path} ${operator} (SELECT ${found.path} FROM ${from}${where})`, 'true');
}
