/** A value of a column. */
export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;

/** A row as it was committed last, and by which transaction; `row` is null where it is deleted. */
interface Version {
  readonly row: Row | null;
  readonly by: string;
}

/** Committed rows by table and key. Never changed: a commit makes a new one, so any of them can be a snapshot. */
export type Database = Readonly<Record<string, Readonly<Record<string, Version>>>>;

/** What a transaction has written and not committed. */
export type Writes = Readonly<Record<string, Readonly<Record<string, Row | null>>>>;

/** The rows of a table. */
export type Reader = (table: string) => readonly Row[];

/** Reads what was committed, with a transaction's own writes in it. */
export function readerOf(database: Database, writes: Writes): Reader {
  return (table) => {
    const own = writes[table] ?? {};
    const committed = Object.entries(database[table] ?? {}).map(([key, { row }]) => (key in own ? null : row));
    return [...committed, ...Object.values(own)].filter((row) => row !== null);
  };
}

/** The row that a transaction finds under a key. */
export function rowAt(database: Database, writes: Writes, table: string, key: string): Row | null {
  const own = writes[table]?.[key];
  return own === undefined ? (database[table]?.[key]?.row ?? null) : own;
}

/** Who has committed a row last. */
export function committerOf(database: Database, table: string, key: string): string | undefined {
  return database[table]?.[key]?.by;
}

/** What a transaction has written, and one row more. */
export function withWrite(writes: Writes, table: string, key: string, row: Row | null): Writes {
  return { ...writes, [table]: { ...writes[table], [key]: row } };
}

/** The database after a commit. */
export function withCommit(database: Database, writes: Writes, by: string): Database {
  const tables = Object.entries(writes).map(([table, rows]) => {
    const versions = Object.entries(rows).map(([key, row]) => [key, { row, by }]);
    return [table, { ...database[table], ...Object.fromEntries(versions) }];
  });
  return { ...database, ...Object.fromEntries(tables) };
}
