import { choice, type Sql, sql } from '../sql-tree.ts';
import { type FromItem, relationSource } from './relation-source.ts';
import { columnsOf, type Reachable, referencesOf } from './scope.ts';
import type { Column, Context, Source } from './types.ts';
import { familyOf } from './values.ts';

/** Types that have a largest value. */
const sortable = ['number', 'text', 'date', 'timestamp', 'mood'];

/** A value that one of the rows of each group has: the largest, the most frequent, the first in an order. */
interface Extreme {
  readonly group: Reachable;
  readonly value: Reachable;
  readonly sql: Sql;
  /** It is made by a window, for each row. */
  readonly byWindow: boolean;
}

function extreme({ random, features }: Context, source: Source): Extreme | undefined {
  const groups = preferred(
    random,
    columnsOf([source], (type) => sortable.includes(familyOf(type)) || type === 'uuid'),
  );
  const values = preferred(
    random,
    columnsOf([source], (type) => sortable.includes(familyOf(type)) && type !== 'code'),
  );
  if (groups.length === 0 || values.length === 0) return undefined;
  const [group, value] = [random.pick(groups), random.pick(values)];
  const { path } = value;
  const order = (source.keys[0] ?? []).map((column) => `${source.alias}.${column}`).join(', ');
  const form = random.weighted([
    [6, `max(${path})`],
    [3, `min(${path})`],
    [1, `max(DISTINCT ${path})`],
    [1, `mode() WITHIN GROUP (ORDER BY ${path})`],
    [1, `percentile_disc(0.5) WITHIN GROUP (ORDER BY ${path})`],
    [1, `first_value(${path}) OVER (PARTITION BY ${group.path} ORDER BY ${order})`],
    [1, `max(${path}) OVER (PARTITION BY ${group.path})`],
  ]);
  const byWindow = form.includes('OVER');
  features.add(`value of one row by ${byWindow ? 'window' : form.replace(/\(.*/, '')}`);
  const some = columnsOf([source], (type) => type === 'boolean').at(0);
  const filter = some && !byWindow && random.chance(0.2) ? choice(sql` FILTER (WHERE ${some.path})`, '') : '';
  return { group, value, byWindow, sql: choice(sql`${form}${filter}`, `max(${path})`) };
}

/** Those that other tables are likely to be joined by. */
function preferred(random: Context['random'], columns: readonly Reachable[]): readonly Reachable[] {
  const good = columns.filter(({ name }) => /^(fk|pk|k\d|parent)/.test(name));
  return good.length > 0 && random.chance(0.75) ? good : columns;
}

/** `(SELECT g, max(x) … GROUP BY g)`, which says of each group what others may be joined by. */
export function extremesSource(context: Context): FromItem {
  const { source, item } = relationSource(context);
  const found = extreme(context, source);
  if (found === undefined) return { source, item };
  const { group, value, byWindow } = found;
  const alias = context.alias('m');
  const columns: readonly Column[] = [
    { name: 'k1', type: group.type },
    { name: 'k2', type: value.type },
  ];
  const references = [...referencesOf(source, group.name, 'k1'), ...referencesOf(source, value.name, 'k2')];
  const [select, grouping] = byWindow ? ['SELECT DISTINCT', ''] : ['SELECT', ` GROUP BY ${group.path}`];
  return {
    source: { alias, columns, keys: [['k1']], references },
    item: sql`(${select} ${group.path} AS k1, ${found.sql} AS k2 FROM ${item}${grouping}) AS ${alias}`,
  };
}

/** `own = (SELECT max(x) … WHERE g = other)`: the link to the row that has the value. */
export function extremeLink(context: Context, own: Reachable, others: readonly Reachable[]): Sql | undefined {
  const { source, item } = relationSource(context);
  const found = extreme(context, source);
  const same = (a: Reachable, b: Reachable) => familyOf(a.type) === familyOf(b.type);
  if (found === undefined || found.byWindow || !same(own, found.value)) return undefined;
  const partners = others.filter((other) => same(other, found.group));
  if (partners.length === 0) return undefined;
  const where = choice(` WHERE ${found.group.path} = ${context.random.pick(partners).path}`, '');
  return sql`${own.path} = (SELECT ${found.sql} FROM ${item}${where})`;
}
