import { choice, list, type Sql, sql } from '../sql-tree.ts';
import { aggregate } from './aggregates.ts';
import { computedFrom } from './expressions.ts';
import { type From, fromClause } from './joins.ts';
import { joinCondition } from './links.ts';
import { columnsOf, keyTypes, pickColumn, referencesOf } from './scope.ts';
import { whereClause } from './subqueries.ts';
import type { Column, Context, Query, Reference, Scope, Typed } from './types.ts';
import { literal } from './values.ts';

/** An output column. */
export interface Item extends Typed {
  readonly name: string;
  /** What the column refers to. */
  readonly references?: readonly Reference[];
}

/** What output columns refer to. */
function referencesOfItems(items: readonly Item[]): readonly Reference[] {
  return items.flatMap(({ references = [] }) => references);
}

export function renderItems(items: readonly Item[]): Sql {
  return list(
    items.map(({ sql: value, name }) => sql`${value} AS ${name}`),
    { atLeast: 1, separator: ',\n  ' },
  );
}

export function columnsOfItems(items: readonly Item[]): readonly Column[] {
  return items.map(({ name, type }) => ({ name, type }));
}

/** FROM and WHERE of a block, with the links to what is outside. */
interface Block {
  readonly from: From;
  readonly scope: Scope;
  readonly where: Sql;
}

function block(context: Context, outer: Scope | undefined, depth: number): Block {
  const { random } = context;
  const from = fromClause(context, outer, depth);
  const scope: Scope = { sources: from.sources, outer };
  const conditions: Sql[] = [];
  const [first] = from.sources;
  if (outer !== undefined && first !== undefined && (context.plain || random.chance(0.85)))
    conditions.push(joinCondition(context, first, outer.sources, outer.outer).sql);
  if (random.chance(0.35)) conditions.push(context.grammar.condition(context, scope, depth));
  return { from, scope, where: whereClause(conditions) };
}

/** Key columns as output columns `k1`, `k2`, … */
function keyItems({ from }: Block): readonly Item[] {
  return from.key.map(({ source, column }, index) => ({
    name: `k${index + 1}`,
    sql: `${source.alias}.${column}`,
    type: source.columns.find(({ name }) => name === column)?.type ?? 'integer',
    references: referencesOf(source, column, `k${index + 1}`),
  }));
}

function otherItems(context: Context, scope: Scope, depth: number, count: number): readonly Item[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `c${index + 1}`,
    ...context.grammar.expression(context, scope, depth),
  }));
}

/** Rows of a join as they are, at times numbered or measured by windows. */
export function plainSelect(context: Context, outer: Scope | undefined, depth: number): Query {
  const { random } = context;
  const inner = block(context, outer, depth);
  const keys = keyItems(inner);
  const items = [...keys, ...otherItems(context, inner.scope, depth, random.between(1, 4))];
  if (random.chance(0.15)) items.push(windowItem(context, inner, keys));
  const key = keys.map(({ name }) => name);
  const text = sql`SELECT ${renderItems(items)}\nFROM ${inner.from.sql}${inner.where}`;
  return { sql: text, columns: columnsOfItems(items), references: referencesOfItems(items), key };
}

function windowItem({ random, features }: Context, { scope, from }: Block, keys: readonly Item[]): Item {
  features.add('window function');
  const order = keys.map(({ sql: column }) => column);
  const columns = columnsOf(scope.sources, (type) => type !== 'address');
  const partition = random.chance(0.85) && columns.length > 0 ? [`PARTITION BY ${random.pick(columns).path}`] : [];
  const total = order.length === 0 ? ['ORDER BY 1'] : [list(order, { head: 'ORDER BY ', atLeast: 1 })];
  const window = list([...partition, ...total], { separator: ' ' });
  const counted = from.sources[0]?.columns[0]?.name ?? '*';
  const call = random.pick(['row_number()', 'rank()', 'count(*)', `lag(${from.sources[0]?.alias}.${counted})`]);
  const counts = !call.startsWith('lag');
  return {
    name: 'w1',
    sql: sql`${call} OVER (${window})`,
    type: counts ? 'bigint' : (from.sources[0]?.columns[0]?.type ?? 'integer'),
  };
}

/** The first rows in an order; also LATERAL top-N. */
export function limitedSelect(context: Context, outer: Scope | undefined, depth: number): Query {
  context.features.add(outer === undefined ? 'limit' : 'top-n per row');
  const inner = block(context, outer, depth);
  const keys = keyItems(inner);
  const items = [...keys, ...otherItems(context, inner.scope, depth, 2)];
  const first = pickColumn(context, { sources: inner.scope.sources }, (type) => type !== 'address');
  const order = [
    ...(first ? [`${first.path}${context.random.pick(['', ' DESC'])}`] : []),
    ...keys.map((item) => item.sql),
  ];
  const limit = context.random.pick(['LIMIT 1', 'LIMIT 2', 'LIMIT 2 OFFSET 1']);
  const sorted = list(order, { head: '\nORDER BY ' });
  const text = sql`SELECT ${renderItems(items)}\nFROM ${inner.from.sql}${inner.where}${sorted} ${choice(limit, 'LIMIT 1')}`;
  return {
    sql: text,
    columns: columnsOfItems(items),
    references: referencesOfItems(items),
    key: keys.map(({ name }) => name),
  };
}

/** GROUP BY columns and expressions, with aggregates, HAVING and grouping sets. */
export function groupedSelect(context: Context, outer: Scope | undefined, depth: number): Query {
  const { random, features } = context;
  features.add('group by');
  const inner = block(context, outer, depth);
  const groups = groupItems(context, inner);
  const sets = groups.length > 0 && random.chance(0.08);
  const aggregates = Array.from({ length: random.between(1, 3) }, (_, index) => ({
    name: `a${index + 1}`,
    ...aggregate(context, inner.scope, depth),
  }));
  const marker: readonly Item[] = sets
    ? [{ name: 'gs', type: 'integer', sql: `grouping(${groups.map((group) => renderPlain(group.sql)).join(', ')})` }]
    : [];
  const items = [...groups, ...marker, ...aggregates];
  const having = random.chance(0.2)
    ? sql`\nHAVING ${choice(sql`${aggregate(context, inner.scope, 0).sql} IS NOT NULL AND count(*) >= ${random.pick(['1', '2'])}`, 'count(*) >= 2')}`
    : '';
  if (having !== '') features.add('having');
  const grouping = groupingClause(context, groups, sets);
  const text = sql`SELECT ${renderItems(items)}\nFROM ${inner.from.sql}${inner.where}${grouping}${choice(having, '')}`;
  const key = [...groups, ...marker].map(({ name }) => name);
  return { sql: text, columns: columnsOfItems(items), references: referencesOfItems(items), key };
}

function renderPlain(tree: Sql): string {
  if (typeof tree === 'string') return tree;
  if (tree.kind === 'choice') return renderPlain(tree.value);
  return '1';
}

function groupingClause({ random, features }: Context, groups: readonly Item[], sets: boolean): Sql {
  const columns = groups.map((group) => group.sql);
  if (!sets) return list(columns, { head: '\nGROUP BY ' });
  const word = random.pick(['ROLLUP', 'CUBE', 'GROUPING SETS']);
  features.add(word.toLowerCase());
  return list(columns, { head: `\nGROUP BY ${word} (`, tail: word === 'GROUPING SETS' ? ', ())' : ')', atLeast: 1 });
}

function groupItems(context: Context, { scope, from }: Block): readonly Item[] {
  const { random, features } = context;
  const own = { sources: scope.sources };
  const items: Item[] = [];
  const seen = new Set<string>();
  for (let index = 0; index < random.between(1, 2); index += 1) {
    const fits = keyTypes(context);
    const links = columnsOf(from.sources, fits).filter(({ name }) => /^(fk|pk|k\d|parent)/.test(name));
    const column = links.length > 0 && random.chance(0.55) ? random.pick(links) : pickColumn(context, own, fits);
    if (column === undefined || seen.has(column.path)) continue;
    seen.add(column.path);
    const computes = !context.plain && random.chance(0.35);
    const value: Typed = computes ? computedFrom(context, column) : { sql: column.path, type: column.type };
    if (value.sql !== column.path) features.add('group by expression');
    const name = `k${items.length + 1}`;
    const references = value.sql === column.path ? referencesOf(column.source, column.name, name) : [];
    items.push({ name, ...value, references });
  }
  return items;
}

/** DISTINCT over few columns, or DISTINCT ON. */
export function distinctSelect(context: Context, outer: Scope | undefined, depth: number): Query {
  const { random, features } = context;
  const inner = block(context, outer, depth);
  const groups = groupItems(context, inner);
  const key = groups.map(({ name }) => name);
  if (groups.length === 0 || random.chance(0.4)) {
    features.add('distinct');
    const items: readonly Item[] =
      groups.length > 0 ? groups : [{ name: 'k1', sql: literal(random, 'integer'), type: 'integer' }];
    const text = sql`SELECT DISTINCT ${renderItems(items)}\nFROM ${inner.from.sql}${inner.where}`;
    return {
      sql: text,
      columns: columnsOfItems(items),
      references: referencesOfItems(items),
      key: items.map(({ name }) => name),
    };
  }
  features.add('distinct on');
  const others = otherItems(context, inner.scope, depth, 2);
  const on = groups.map((group) => group.sql);
  const order = list([...on, ...keyItems(inner).map((item) => item.sql)], { atLeast: 1 });
  const text = sql`SELECT DISTINCT ON (${list(on, { atLeast: 1 })}) ${renderItems([...groups, ...others])}\nFROM ${inner.from.sql}${inner.where}\nORDER BY ${order}`;
  return {
    sql: text,
    columns: columnsOfItems([...groups, ...others]),
    references: referencesOfItems([...groups, ...others]),
    key,
  };
}
