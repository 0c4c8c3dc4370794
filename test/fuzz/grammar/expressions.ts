import { choice, list, type Sql, sql } from '../sql-tree.ts';
import { pickColumn, type Reachable } from './scope.ts';
import { arraySubquery, scalarSubquery } from './subqueries.ts';
import type { ColumnType, Context, Scope, Typed } from './types.ts';
import { isNumber, isSmallInteger, isText, literal } from './values.ts';

type Maker = (context: Context, scope: Scope, depth: number) => Typed | undefined;

/** An expression over the scope, never one that fails for some value. */
export function expression(context: Context, scope: Scope, depth: number): Typed {
  const nested = depth > 0 ? 1 : 0;
  const make = context.random.weighted<Maker>([
    [8, plainColumn],
    [6, computed],
    [2, conditional],
    [2, wholeRow],
    [2, document],
    [3 * nested, scalarSubquery],
    [1 * nested, arraySubquery],
    [1 * nested, truthValue],
    [context.major >= 17 ? 1 : 0, sqlJson],
  ]);
  return (
    make(context, scope, depth) ??
    plainColumn(context, scope) ?? { sql: literal(context.random, 'integer'), type: 'integer' }
  );
}

function plainColumn(context: Context, scope: Scope): Typed | undefined {
  const column = pickColumn(context, scope);
  return column && { sql: column.path, type: column.type };
}

type Computation = readonly [feature: string, text: (path: string) => string, type: ColumnType];

/** What can be computed from one column of a type. */
function computations(type: ColumnType): readonly Computation[] {
  if (isSmallInteger(type))
    return [
      ['abs', (path) => `abs(${path})`, 'integer'],
      ['arithmetic', (path) => `${path} % 2`, 'integer'],
      ['arithmetic', (path) => `${path} + 1`, 'integer'],
      ['cast', (path) => `${path}::text`, 'text'],
      ['coalesce', (path) => `coalesce(${path}, 0)`, 'integer'],
    ];
  if (isText(type))
    return [
      ['lower', (path) => `lower(${path})`, 'text'],
      ['length', (path) => `length(${path})`, 'integer'],
      ['concatenation', (path) => `${path} || '!'`, 'text'],
      ['collate', (path) => `lower(${path}) COLLATE "C"`, 'text'],
      ['coalesce', (path) => `coalesce(${path}, 'a')`, 'text'],
      ['nullif', (path) => `nullif(${path}, 'a')`, 'text'],
    ];
  const byType: Partial<Record<ColumnType, readonly Computation[]>> = {
    bigint: [['cast', (path) => `${path}::text`, 'text']],
    'numeric(6,2)': [['abs', (path) => `abs(${path})`, 'numeric(6,2)']],
    uuid: [['cast', (path) => `${path}::text`, 'text']],
    date: [
      ['date_trunc', (path) => `date_trunc('month', ${path}::timestamp)`, 'timestamp'],
      ['date arithmetic', (path) => `${path} + 1`, 'date'],
      ['extract', (path) => `extract(month FROM ${path})::integer`, 'integer'],
    ],
    timestamp: [
      ['date_trunc', (path) => `date_trunc('day', ${path})`, 'timestamp'],
      ['cast', (path) => `${path}::date`, 'date'],
    ],
    boolean: [['not', (path) => `NOT ${path}`, 'boolean']],
    daterange: [
      ['range function', (path) => `lower(${path})`, 'date'],
      ['range function', (path) => `isempty(${path})`, 'boolean'],
    ],
    'integer[]': [
      ['array function', (path) => `cardinality(${path})`, 'integer'],
      ['array element', (path) => `(${path})[1]`, 'integer'],
      ['unnest in subquery', (path) => `(SELECT max(u.e) FROM unnest(${path}) AS u (e))`, 'integer'],
    ],
    'text[]': [
      ['array function', (path) => `array_to_string(${path}, ',')`, 'text'],
      ['array element', (path) => `(${path})[1]`, 'text'],
    ],
    jsonb: [
      ['jsonb operator', (path) => `${path} ->> 't'`, 'text'],
      ['jsonb operator', (path) => `(${path} ->> 'k')::integer`, 'integer'],
      ['jsonb operator', (path) => `${path} -> 'o'`, 'jsonb'],
      ['jsonb function', (path) => `jsonb_typeof(${path})`, 'text'],
      ['jsonpath', (path) => `jsonb_path_query_array(${path}, '$.l[*] ? (@ > 1)')`, 'jsonb'],
    ],
    mood: [['cast', (path) => `${path}::text`, 'text']],
    address: [
      ['composite field', (path) => `(${path}).city`, 'text'],
      ['composite field', (path) => `(${path}).zone`, 'integer'],
    ],
  };
  return byType[type] ?? [];
}

function computed(context: Context, scope: Scope): Typed | undefined {
  const column = pickColumn(context, scope, (type) => computations(type).length > 0);
  return column && computedFrom(context, column);
}

/** A value computed from a column; the column itself where nothing can be. */
export function computedFrom({ random, features }: Context, { path, type, source }: Reachable): Typed {
  // Documents that a query has made have other members than those in the tables.
  const known = type !== 'jsonb' || source.relation?.kind === 'table';
  const options = computations(type).filter(([, text]) => known || !text(path).includes('::integer'));
  if (options.length === 0) return { sql: path, type };
  const [feature, text, result] = random.pick(options);
  features.add(feature);
  return { sql: type === result ? choice(text(path), path) : text(path), type: result };
}

function conditional(context: Context, scope: Scope, depth: number): Typed | undefined {
  const column = pickColumn(context, scope, (type) => isNumber(type) || isText(type));
  if (column === undefined) return undefined;
  context.features.add('case');
  const when = context.grammar.condition(context, scope, depth - 1);
  const value = literal(context.random, column.type);
  const type = column.type === 'code' ? 'text' : column.type === 'quantity' ? 'integer' : column.type;
  return { sql: choice(sql`CASE WHEN ${when} THEN ${column.path} ELSE ${value} END`, column.path), type };
}

function wholeRow({ random, features }: Context, scope: Scope): Typed | undefined {
  if (scope.sources.length === 0) return undefined;
  features.add('whole row');
  return { sql: `to_jsonb(${random.pick(scope.sources).alias})`, type: 'jsonb' };
}

function document(context: Context, scope: Scope, depth: number): Typed {
  context.features.add('jsonb document');
  const members = ['v', 'w'].map((name): Sql => {
    return sql`'${name}', ${expression(context, scope, depth - 1).sql}`;
  });
  return { sql: list(members, { head: 'jsonb_build_object(', tail: ')', atLeast: 1 }), type: 'jsonb' };
}

function truthValue(context: Context, scope: Scope, depth: number): Typed {
  context.features.add('condition as value');
  return { sql: sql`(${context.grammar.condition(context, scope, depth)})`, type: 'boolean' };
}

function sqlJson(context: Context, scope: Scope): Typed | undefined {
  const column = pickColumn(context, scope, (type) => type === 'jsonb');
  if (column === undefined) {
    const other = pickColumn(context, scope);
    context.features.add('sql/json constructor');
    return other && { sql: `JSON_OBJECT('v' : ${other.path} RETURNING jsonb)`, type: 'jsonb' };
  }
  context.features.add('sql/json query function');
  const { path } = column;
  return context.random.pick<Typed>([
    { sql: `JSON_VALUE(${path}, '$.t')`, type: 'text' },
    { sql: `JSON_QUERY(${path}, '$.l' WITH WRAPPER)`, type: 'jsonb' },
    { sql: `JSON_EXISTS(${path}, '$.o.x')`, type: 'boolean' },
    {
      sql: `(SELECT sum(j.e) FROM JSON_TABLE(${path}, '$.l[*]' COLUMNS (e integer PATH '$')) AS j)::bigint`,
      type: 'bigint',
    },
  ]);
}
