import { choice, type Sql, sql } from '../sql-tree.ts';
import { columnsOf, operand, pickColumn } from './scope.ts';
import { existsCondition, membershipCondition, scalarSubquery } from './subqueries.ts';
import type { ColumnType, Context, Scope } from './types.ts';
import { familyOf, isNumber, isSmallInteger, literal } from './values.ts';

type Maker = (context: Context, scope: Scope, depth: number) => Sql | undefined;

/** A condition over the scope, never one that fails for some value. */
export function condition(context: Context, scope: Scope, depth: number): Sql {
  const nested = depth > 0 ? 1 : 0;
  const make = context.random.weighted<Maker>([
    [6, comparison],
    [2, nullTest],
    [2, betweenValues],
    [1, ofItsType],
    [1, rows],
    [2, combined],
    [2 * nested, existsCondition],
    [3 * nested, membershipCondition],
    [1 * nested, withScalar],
  ]);
  return choice(make(context, scope, depth) ?? nullTest(context, scope) ?? 'true', 'true');
}

const ordered = (type: ColumnType) => !['address', 'boolean', 'jsonb'].includes(type);

function comparison(context: Context, scope: Scope): Sql | undefined {
  const column = pickColumn(context, scope, ordered);
  if (column === undefined) return undefined;
  const operator = context.random.pick(['=', '=', '<>', '<', '>=', 'IS DISTINCT FROM']);
  return sql`${column.path} ${operator} ${operand(context, scope, column.type).sql}`;
}

function nullTest(context: Context, scope: Scope): Sql | undefined {
  const column = pickColumn(context, scope);
  return column && `${column.path} IS ${context.random.pick(['', 'NOT '])}NULL`;
}

function betweenValues(context: Context, scope: Scope): Sql | undefined {
  const { random, features } = context;
  const column = pickColumn(context, scope, (type) => isNumber(type) || type === 'text');
  if (column === undefined) return undefined;
  const [low, high] = [literal(random, column.type), literal(random, column.type)];
  features.add('between or in list');
  if (random.chance(0.5)) return sql`${column.path} BETWEEN ${low} AND ${operand(context, scope, column.type).sql}`;
  return `${column.path} ${random.pick(['IN', 'NOT IN'])} (${low}, ${high})`;
}

/** What only values of this type can be asked. */
function ofItsType(context: Context, scope: Scope): Sql | undefined {
  const { random, features } = context;
  const special = ['boolean', 'jsonb', 'daterange', 'integer[]', 'text[]', 'address'];
  const column = pickColumn(context, scope, (type) => special.includes(type));
  if (column === undefined) return undefined;
  const { path, type } = column;
  features.add(`condition on ${type}`);
  switch (type) {
    case 'boolean':
      return `${path} IS NOT TRUE`;
    case 'jsonb':
      return random.pick([`${path} ? 'k'`, `${path} @> '{"t": "a"}'`, `${path} @? '$.l[*] ? (@ == 2)'`]);
    case 'daterange':
      return `${path} @> ${operand(context, scope, 'date').sql}`;
    case 'integer[]':
      return `${arrayOperand(context, scope, isSmallInteger) ?? '1'} = ANY (${path})`;
    case 'text[]':
      return `${arrayOperand(context, scope, (other) => other === 'text') ?? "'a'"} = ANY (${path})`;
    default:
      return `(${path}).zone >= 1`;
  }
}

function arrayOperand(context: Context, scope: Scope, fits: (type: ColumnType) => boolean): string | undefined {
  return pickColumn(context, scope, fits)?.path;
}

function rows(context: Context, scope: Scope): Sql | undefined {
  const { random, features } = context;
  const pairs = columnsOf(scope.sources, ordered).flatMap((left) =>
    columnsOf(scope.sources, (type) => familyOf(type) === familyOf(left.type)).map((right) => [left, right] as const),
  );
  if (pairs.length < 2) return undefined;
  features.add('row comparison');
  const [[a, b], [c, d]] = [random.pick(pairs), random.pick(pairs)];
  return `(${a.path}, ${c.path}) ${random.pick(['=', '<', '>='])} (${b.path}, ${d.path})`;
}

function combined(context: Context, scope: Scope, depth: number): Sql {
  const { random, features } = context;
  const left = condition(context, scope, depth - 1);
  if (random.chance(0.25)) {
    features.add('not');
    return choice(sql`NOT (${left})`, left);
  }
  const right = condition(context, scope, depth - 1);
  features.add('or');
  return choice(sql`(${left} OR ${right})`, left, right);
}

function withScalar(context: Context, scope: Scope, depth: number): Sql | undefined {
  const value = scalarSubquery(context, scope, depth);
  if (!ordered(value.type)) return sql`${value.sql} IS NOT NULL`;
  context.features.add('scalar subquery in condition');
  return sql`${value.sql} ${context.random.pick(['=', '>', '<='])} ${operand(context, scope, value.type).sql}`;
}
