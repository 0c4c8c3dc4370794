import { choice, list, type Sql, sql } from '../sql-tree.ts';
import { aggregate } from './aggregates.ts';
import { relationSource } from './relation-source.ts';
import { columnsOf, keyTypes, pickColumn } from './scope.ts';
import { columnsOfItems, type Item, renderItems } from './selects.ts';
import { whereClause } from './subqueries.ts';
import type { Column, Context, Query, Relation, Scope, Source } from './types.ts';
import { familyOf } from './values.ts';

/** UNION, INTERSECT or EXCEPT of columns of the same types. */
export function setOperation(context: Context, outer: Scope | undefined, depth: number): Query {
  const { random, features } = context;
  const left = relationSource(context);
  const right = relationSource(context);
  const usable = columnsOf([left.source], keyTypes(context));
  const pairs = usable.flatMap((column) =>
    columnsOf([right.source], (type) => type === column.type).map((partner) => [column, partner] as const),
  );
  const chosen = random.some(pairs, 1, 2);
  if (chosen.length === 0) return setOfKeys(context, left.source, left.item);
  const operator = random.pick(['UNION', 'UNION ALL', 'INTERSECT', 'EXCEPT']);
  features.add(operator.toLowerCase());
  const columns = chosen.map(([column], index): Column => ({ name: `k${index + 1}`, type: column.type }));
  const all = operator === 'UNION ALL';
  const branch = (side: 0 | 1, source: Source, item: Sql): Sql => {
    const scope = { sources: [source], outer };
    const values = chosen.map((pair, index) => `${pair[side].path} AS ${columns[index]?.name}`);
    const keys = (source.keys[0] ?? []).map((column) => `${source.alias}.${column}`);
    const tag = all ? [`${side} AS branch`, `jsonb_build_array(${keys.join(', ')}) AS id`] : [];
    const where = whereClause(random.chance(0.5) ? [context.grammar.condition(context, scope, depth)] : []);
    return sql`SELECT ${[...tag, ...values].join(', ')} FROM ${item}${where}`;
  };
  const [first, second] = [branch(0, left.source, left.item), branch(1, right.source, right.item)];
  const tagColumns: readonly Column[] = [
    { name: 'branch', type: 'integer' },
    { name: 'id', type: 'jsonb' },
  ];
  return {
    sql: choice(sql`${first}\n${operator}\n${second}`, first, second),
    columns: all ? [...tagColumns, ...columns] : columns,
    key: all ? ['branch', 'id'] : columns.map(({ name }) => name),
  };
}

function setOfKeys(_context: Context, source: Source, item: Sql): Query {
  const key = source.keys[0] ?? [];
  const columns = source.columns.filter(({ name }) => key.includes(name));
  const names = columns.map(({ name }) => `${source.alias}.${name}`).join(', ');
  return { sql: sql`SELECT ${names} FROM ${item}`, columns, key };
}

/** FULL JOIN whose key comes from both sides: by coalesce, USING or NATURAL. */
export function fullJoin(context: Context, _outer: Scope | undefined, depth: number): Query {
  const { random, features } = context;
  const sides = [keyedSide(context, depth), keyedSide(context, depth)] as const;
  const [left, right] = sides;
  if (familyOf(left.type) !== familyOf(right.type)) return left.query;
  const [a, b] = [context.alias('x'), context.alias('y')];
  const how = random.pick(['coalesce', 'using', 'natural']);
  features.add(`full join by ${how}`);
  const joinText: Sql = {
    coalesce: sql`FULL JOIN (${right.sql('o2')}) AS ${b} ON ${a}.k1 = ${b}.k1`,
    using: sql`FULL JOIN (${right.sql('o2')}) AS ${b} USING (k1)`,
    natural: sql`NATURAL FULL JOIN (${right.sql('o2')}) AS ${b}`,
  }[how] as Sql;
  const key = how === 'coalesce' ? `coalesce(${a}.k1, ${b}.k1)` : 'k1';
  const type = left.type === 'code' ? 'text' : left.type;
  const items: readonly Item[] = [
    { name: 'k1', sql: key, type },
    { name: 'c1', sql: `${a}.o1`, type: left.other },
    { name: 'c2', sql: `${b}.o2`, type: right.other },
  ];
  return {
    sql: sql`SELECT ${renderItems(items)}\nFROM (${left.sql('o1')}) AS ${a}\n${joinText}`,
    columns: columnsOfItems(items),
    key: ['k1'],
  };
}

/** One side of a full join: a column that identifies its rows, and an aggregate. */
function keyedSide(context: Context, depth: number) {
  const { source, item } = relationSource(context);
  const scope = { sources: [source] };
  const links = columnsOf([source], (type) => type === 'integer' || type === 'text' || type === 'date');
  const column = links.length > 0 ? context.random.pick(links) : columnsOf([source])[0];
  if (column === undefined) throw new Error(`${source.alias} has no columns`);
  const value = aggregate(context, scope, depth);
  // NULL groups never match, and two of them would not be told apart.
  const text = (name: string): Sql =>
    sql`SELECT ${column.path} AS k1, ${value.sql} AS ${name} FROM ${item} WHERE ${column.path} IS NOT NULL GROUP BY ${column.path}`;
  const columns: readonly Column[] = [
    { name: 'k1', type: column.type },
    { name: 'o1', type: value.type },
  ];
  const query: Query = { sql: text('o1'), columns, key: ['k1'] };
  return { sql: text, type: column.type, other: value.type, query };
}

/** Aggregates of aggregates. */
export function nestedAggregate(context: Context, outer: Scope | undefined, depth: number): Query {
  context.features.add('nested aggregate');
  const inner = context.grammar.query(context, outer, Math.max(depth - 1, 0));
  const alias = context.alias('n');
  const source: Source = { alias, columns: inner.columns, keys: [inner.key], references: [] };
  const scope = { sources: [source] };
  const group = pickColumn(context, scope, keyTypes(context));
  const value = aggregate(context, scope, 0);
  if (group === undefined) return inner;
  const items: readonly Item[] = [
    { name: 'k1', sql: group.path, type: group.type },
    { name: 'a1', ...value },
  ];
  return {
    sql: sql`SELECT ${renderItems(items)}\nFROM (${inner.sql}) AS ${alias}\nGROUP BY ${group.path}`,
    columns: columnsOfItems(items),
    key: ['k1'],
  };
}

/** A walk over a table that refers to itself: to the descendants or to the ancestors of each row. */
export function recursiveQuery(context: Context, tree: Relation): Query | undefined {
  const { random, features } = context;
  const reference = tree.references.find(({ target, columns }) => target === tree.name && columns.length === 1);
  const [parent, key] = [reference?.columns[0], reference?.targetColumns[0]];
  if (parent === undefined || key === undefined) return undefined;
  const down = random.chance(0.5);
  features.add(down ? 'recursive descendants' : 'recursive ancestors');
  const type = tree.columns.find(({ name }) => name === key)?.type ?? 'integer';
  const [name, t] = [context.alias('walk'), context.alias('t')];
  const next = down ? `${t}.${key}` : `${t}.${parent}`;
  const on = down ? `${t}.${parent} = ${name}.node` : `${t}.${key} = ${name}.node`;
  const start = down ? key : parent;
  const walk = sql`WITH RECURSIVE ${name} AS (
  SELECT ${key} AS root, ${start} AS node, 1 AS level FROM ${tree.name}
  UNION
  SELECT ${name}.root, ${next}, ${name}.level + 1 FROM ${name} JOIN ${tree.name} ${t} ON ${on} WHERE ${name}.level < 4
)\n`;
  if (random.chance(0.5)) {
    const columns: readonly Column[] = [
      { name: 'root', type },
      { name: 'node', type },
      { name: 'level', type: 'integer' },
    ];
    return { sql: sql`${walk}SELECT root, node, level FROM ${name}`, columns, key: ['root', 'node', 'level'] };
  }
  const columns: readonly Column[] = [
    { name: 'root', type },
    { name: 'nodes', type: 'bigint' },
    { name: 'path', type: 'jsonb' },
  ];
  const counted = list(['count(DISTINCT node) AS nodes', 'jsonb_agg(node ORDER BY level, node) AS path'], {
    atLeast: 1,
  });
  return { sql: sql`${walk}SELECT root, ${counted} FROM ${name} GROUP BY root`, columns, key: ['root'] };
}
