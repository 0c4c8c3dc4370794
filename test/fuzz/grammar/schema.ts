import type { Column, Reference, Relation } from './types.ts';

/** A table with its first rows. */
export interface Table {
  readonly name: string;
  readonly columns: readonly TableColumn[];
  readonly primaryKey: readonly string[];
  readonly references: readonly TableReference[];
  readonly uniques: readonly (readonly string[])[];
  /** The table has two hash partitions by this column. */
  readonly partitionKey?: string | undefined;
  readonly rows: readonly Row[];
}

export interface TableColumn extends Column {
  readonly notNull: boolean;
  readonly collation?: string;
  /** The expression of a generated column. */
  readonly generated?: string;
}

export interface TableReference extends Reference {
  /** `ON DELETE …`, with a space before it, or nothing. */
  readonly action: string;
}

/** Literals by column. */
export type Row = ReadonlyMap<string, string>;

const types = {
  mood: "CREATE TYPE mood AS ENUM ('low', 'mid', 'high');",
  address: 'CREATE TYPE address AS (city text, zone integer);',
  code: "CREATE DOMAIN code AS text CHECK (VALUE <> '');",
  quantity: 'CREATE DOMAIN quantity AS integer CHECK (VALUE < 100);',
};

/** The types that tables and definitions may use. */
export const typeNames: readonly string[] = Object.keys(types);

/** The statements that create types, tables and rows. */
export function renderSchema(wanted: readonly string[], tables: readonly Table[]): string {
  const created = tables.flatMap((table) => [createTable(table), ...insertRows(table)]);
  const used = Object.entries(types).flatMap(([name, statement]) => (wanted.includes(name) ? [statement] : []));
  return `${[...used, ...created].join('\n')}\n`;
}

/** The statement that gives a table its first rows, where it has any. */
/** What a definition sees of a table. */
export function relationOf({ name, columns, primaryKey, references, uniques }: Table): Relation {
  const required = (key: readonly string[]) =>
    key.every((part) => columns.some((column) => column.name === part && column.notNull));
  const shown = columns.map((column) => ({ name: column.name, type: column.type }));
  const own: Reference = { columns: primaryKey, target: name, targetColumns: primaryKey };
  const keys = [primaryKey, ...uniques.filter(required)];
  return { kind: 'table', name, columns: shown, keys, references: [own, ...references] };
}

/** The tables, each time without one of them. */
export function* schemasWithFewerTables(tables: readonly Table[]): Generator<readonly Table[]> {
  for (const [index, table] of tables.entries()) {
    const others = tables.toSpliced(index, 1);
    yield others.map((other) => ({
      ...other,
      references: other.references.filter(({ target }) => target !== table.name),
    }));
  }
}

/** The tables, each time with something less in one of them. */
export function* schemasWithSmallerTables(tables: readonly Table[]): Generator<readonly Table[]> {
  for (const [index, table] of tables.entries()) {
    for (const simpler of simplerTables(table)) yield tables.with(index, simpler);
  }
}

function* simplerTables(table: Table): Generator<Table> {
  const { columns, references, uniques, rows } = table;
  if (table.partitionKey !== undefined) yield { ...table, partitionKey: undefined };
  if (rows.length > 1) yield { ...table, rows: [] };
  for (const index of rows.keys()) yield { ...table, rows: rows.toSpliced(index, 1) };
  for (const index of uniques.keys()) yield { ...table, uniques: uniques.toSpliced(index, 1) };
  for (const [index, reference] of references.entries()) {
    yield { ...table, references: references.toSpliced(index, 1) };
    if (reference.action !== '') yield { ...table, references: references.with(index, { ...reference, action: '' }) };
  }
  for (const { name } of columns) {
    if (!table.primaryKey.includes(name))
      yield withColumns(table, new Set(columns.flatMap((other) => (other.name === name ? [] : [other.name]))));
  }
  for (const [index, column] of columns.entries()) {
    const { collation: _collation, ...plain } = column;
    if (column.notNull && !table.primaryKey.includes(column.name))
      yield { ...table, columns: columns.with(index, { ...column, notNull: false }) };
    if (column.collation !== undefined) yield { ...table, columns: columns.with(index, plain) };
  }
}

/** The table with its primary key and those of its columns that are among the names. */
export function withColumns(table: Table, names: ReadonlySet<string>): Table {
  const keep = (column: string) => names.has(column) || table.primaryKey.includes(column);
  return {
    ...table,
    columns: table.columns.filter(({ name }) => keep(name)),
    references: table.references.filter(({ columns }) => columns.every(keep)),
    uniques: table.uniques.filter((columns) => columns.every(keep)),
    rows: table.rows.map((row) => new Map([...row].filter(([column]) => keep(column)))),
  };
}

function createTable({ name, columns, primaryKey, references, uniques, partitionKey }: Table): string {
  const lines = [
    ...columns.map(columnLine),
    `PRIMARY KEY (${primaryKey.join(', ')})`,
    ...references.map(
      (reference) =>
        `FOREIGN KEY (${reference.columns.join(', ')}) REFERENCES ${reference.target} (${reference.targetColumns.join(', ')})${reference.action}`,
    ),
    ...uniques.map((unique) => `UNIQUE (${unique.join(', ')})`),
  ];
  const head = `CREATE TABLE ${name} (\n  ${lines.join(',\n  ')}\n)`;
  if (partitionKey === undefined) return `${head};`;
  const partitions = [0, 1].map(
    (part) => `CREATE TABLE ${name}_${part} PARTITION OF ${name} FOR VALUES WITH (MODULUS 2, REMAINDER ${part});`,
  );
  return [`${head} PARTITION BY HASH (${partitionKey});`, ...partitions].join('\n');
}

function columnLine({ name, type, notNull, collation, generated }: TableColumn): string {
  const collate = collation === undefined ? '' : ` COLLATE ${collation}`;
  const stored = generated === undefined ? '' : ` GENERATED ALWAYS AS (${generated}) STORED`;
  return `${name} ${type}${collate}${stored}${notNull ? ' NOT NULL' : ''}`;
}

/** The statement that gives a table its first rows, where it has any. */
export function insertRows({ name, rows }: Table): readonly string[] {
  const columns = [...(rows[0]?.keys() ?? [])];
  const values = rows.map((row) => `(${columns.map((column) => row.get(column) ?? 'NULL').join(', ')})`);
  return rows.length === 0 ? [] : [`INSERT INTO ${name} (${columns.join(', ')}) VALUES\n  ${values.join(',\n  ')};`];
}
