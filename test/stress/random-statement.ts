import type { Random } from '../fuzz/random.ts';
import type { StressColumn, StressTable } from './tables.ts';

/** A random write to one of the tables, as SQL. */
export function randomStatement(random: Random, tables: readonly StressTable[]): string {
  const table = random.pick(tables);
  return random.weighted<(random: Random, table: StressTable) => string>([
    [8, update],
    [6, upsert],
    [3, insert],
    [2, remove],
    [1, merge],
  ])(random, table);
}

/** One row with this key, as an INSERT that changes nothing where the key is taken: what a database starts with. */
export function firstRow(random: Random, table: StressTable, key: readonly string[]): string {
  const values = [...key, ...table.others.map((column) => column.value(random))];
  return `INSERT INTO ${table.name} (${columnsOf(table).map(nameOf)}) VALUES (${values}) ON CONFLICT DO NOTHING`;
}

function update(random: Random, table: StressTable): string {
  const writable = [...table.others, ...table.key.filter(() => random.chance(0.03))];
  const assignments = random.some(writable, 1, 2).map((column) => `${column.name} = ${column.value(random)}`);
  return `UPDATE ${table.name} SET ${assignments.join(', ')} WHERE ${condition(random, table)}`;
}

function remove(random: Random, table: StressTable): string {
  return `DELETE FROM ${table.name} WHERE ${keyCondition(random, table)}`;
}

function insert(random: Random, table: StressTable): string {
  return `${insertRows(random, table)} ON CONFLICT DO NOTHING`;
}

function upsert(random: Random, table: StressTable): string {
  const set = table.others.map(({ name }) => `${name} = excluded.${name}`);
  const action = set.length > 0 && random.chance(0.8) ? `DO UPDATE SET ${set.join(', ')}` : 'DO NOTHING';
  return `${insertRows(random, table)} ON CONFLICT (${table.key.map(nameOf)}) ${action}`;
}

function insertRows(random: Random, table: StressTable): string {
  // One INSERT can't update a row twice.
  const rows = new Map<string, string>();
  for (let count = random.weighted([[3, 1] as const, [1, 3] as const]); count > 0; count -= 1) {
    const key = table.key.map((column) => column.value(random)).join();
    rows.set(key, `(${[key, ...table.others.map((column) => column.value(random))]})`);
  }
  return `INSERT INTO ${table.name} (${columnsOf(table).map(nameOf)}) VALUES ${[...rows.values()].join(', ')}`;
}

function merge(random: Random, table: StressTable): string {
  const columns = columnsOf(table);
  const source = `(VALUES (${columns.map((column) => `${column.value(random)}::${column.type}`)})) AS s (${columns.map(nameOf)})`;
  const match = table.key.map(({ name }) => `t.${name} = s.${name}`).join(' AND ');
  const matched = random.pick(['DELETE', `UPDATE SET ${setTo(random.pick(table.others))}`]);
  const values = columns.map(({ name }) => `s.${name}`);
  return `MERGE INTO ${table.name} t USING ${source} ON ${match} WHEN MATCHED THEN ${matched} WHEN NOT MATCHED THEN INSERT (${columns.map(nameOf)}) VALUES (${values})`;
}

function setTo({ name }: StressColumn): string {
  return `${name} = s.${name}`;
}

function condition(random: Random, table: StressTable): string {
  const links = table.others.filter(({ isLink }) => isLink);
  if (links.length > 0 && random.chance(0.2)) return equals(random, random.pick(links));
  if (!random.chance(0.1)) return keyCondition(random, table);
  const column = random.pick(table.key);
  const [low, high] = [Number(column.value(random)), random.between(1, 4)];
  return `${column.name} BETWEEN ${low} AND ${low + high}`;
}

function keyCondition(random: Random, table: StressTable): string {
  const [first, ...rest] = table.key;
  if (first === undefined) throw new Error(`${table.name} has no primary key`);
  if (rest.length === 0 && random.chance(0.15))
    return `${first.name} IN (${first.value(random)}, ${first.value(random)})`;
  return table.key.map((column) => equals(random, column)).join(' AND ');
}

function equals(random: Random, column: StressColumn): string {
  const value = column.value(random);
  return value === 'NULL' ? `${column.name} IS NULL` : `${column.name} = ${value}`;
}

function columnsOf(table: StressTable): readonly StressColumn[] {
  return [...table.key, ...table.others];
}

function nameOf({ name }: StressColumn): string {
  return name;
}
