import type { Random } from '../random.ts';
import { list, type Sql, sql } from '../sql-tree.ts';
import { fullJoin, nestedAggregate, recursiveQuery, setOperation } from './combined-queries.ts';
import { condition } from './conditions.ts';
import { expression } from './expressions.ts';
import { distinctSelect, groupedSelect, limitedSelect, plainSelect } from './selects.ts';
import type { Context, Grammar, Query, Relation, Scope } from './types.ts';

/** A SELECT of random shape with what is known about it. */
export interface RandomQuery extends Query {
  readonly features: readonly string[];
}

const grammar: Grammar = { expression, condition, query };

/** What to make definitions of. */
export interface Material {
  readonly relations: readonly Relation[];
  /** The server, which knows SQL/JSON from 17 on. */
  readonly major: number;
}

/** A random SELECT; its output columns have names of their own, and `key` identifies its rows. */
export function randomQuery(random: Random, { relations, major }: Material): RandomQuery {
  let aliases = 0;
  const features = new Set<string>();
  const alias = (prefix: string) => {
    aliases += 1;
    return `${prefix}${aliases}`;
  };
  const context: Context = { random, major, plain: random.chance(0.65), relations, ctes: [], features, alias, grammar };
  const found = topQuery(context);
  return { ...found, features: [...features].sort() };
}

function topQuery(context: Context): Query {
  const { random, relations, features } = context;
  const trees = relations.filter(
    ({ kind, name, references }) => kind === 'table' && references.some(({ target }) => target === name),
  );
  if (trees.length > 0 && random.chance(0.08)) {
    const found = recursiveQuery(context, random.pick(trees));
    if (found !== undefined) return found;
  }
  const depth = random.between(1, 3);
  if (!random.chance(0.15)) return query(context, undefined, depth);
  features.add('with');
  const common = query(context, undefined, 1);
  const name = context.alias('cte');
  context.ctes.push({
    kind: 'cte',
    name,
    columns: common.columns,
    keys: [common.key],
    references: common.references ?? [],
  });
  const main = query(context, undefined, depth);
  const how = random.pick(['', '', ' MATERIALIZED', ' NOT MATERIALIZED']);
  const head: Sql = list([sql`${name} AS${how} (${common.sql})`], { head: 'WITH ', tail: '\n' });
  return { ...main, sql: sql`${head}${main.sql}` };
}

type Maker = (context: Context, outer: Scope | undefined, depth: number) => Query;

function query(context: Context, outer: Scope | undefined, depth: number): Query {
  const nested = depth > 0 ? 1 : 0;
  const correlated = outer === undefined ? 0 : 1;
  const make = context.random.weighted<Maker>([
    [8, plainSelect],
    [5, groupedSelect],
    [2, distinctSelect],
    [1.5, setOperation],
    [0.3 + 3 * correlated, limitedSelect],
    [0.7 * nested, fullJoin],
    [1 * nested, nestedAggregate],
  ]);
  return make(context, outer, depth);
}
