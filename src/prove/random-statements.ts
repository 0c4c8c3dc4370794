import fc from 'fast-check';
import { quoteIdentifier } from '../sql/identifiers.ts';
import type { ColumnShape, TableShape } from './table-shapes.ts';

/** Random statements that write one of the tables, or flush the extension in `schema`, as SQL. */
export function statementArbitrary(tables: readonly TableShape[], schema: string): fc.Arbitrary<string> {
  const table = fc.constantFrom(...tables);
  const single = table.chain((chosen) =>
    fc.oneof(
      { weight: 6, arbitrary: insertArbitrary(chosen) },
      { weight: 8, arbitrary: updateArbitrary(chosen) },
      { weight: 3, arbitrary: deleteArbitrary(chosen) },
      { weight: 3, arbitrary: mergeArbitrary(chosen) },
      { weight: 1, arbitrary: fc.constant(`TRUNCATE ${chosen.name} CASCADE`) },
    ),
  );
  // MERGE is not allowed in WITH before PostgreSQL 17, TRUNCATE never is.
  const inner = table.chain((chosen) => fc.oneof(updateArbitrary(chosen), deleteArbitrary(chosen)));
  const combined = fc
    .tuple(
      inner,
      table.chain((chosen) => fc.oneof(updateArbitrary(chosen), insertArbitrary(chosen))),
    )
    .map(([first, second]) => `WITH first AS (${first} RETURNING 1) ${second}`);
  // Not DEFERRED as well: rows that break a deferred unique constraint until COMMIT may break it in a TVIEW before.
  const other = fc.constantFrom(`SELECT ${quoteIdentifier(schema)}.flush()`, 'SET CONSTRAINTS ALL IMMEDIATE');
  return fc.oneof(
    { weight: 20, arbitrary: single },
    { weight: 2, arbitrary: combined },
    { weight: 1, arbitrary: other },
  );
}

function valueArbitrary({ pool, wanted }: ColumnShape): fc.Arbitrary<string> {
  const any = fc.constantFrom(...pool);
  return wanted.length === 0 ? any : fc.oneof(any, fc.constantFrom(...wanted));
}

function insertArbitrary(table: TableShape): fc.Arbitrary<string> {
  const always = table.columns.filter((column) => column.required || table.primaryKey.includes(column.name));
  const sometimes = table.columns.filter((column) => column.insertable && !always.includes(column));
  return fc
    .subarray(sometimes)
    .map((chosen) => table.columns.filter((column) => always.includes(column) || chosen.includes(column)))
    .chain((columns) => {
      if (columns.length === 0) return fc.constant(`INSERT INTO ${table.name} DEFAULT VALUES`);
      const names = columns.map(({ name }) => name);
      const rows = fc.array(rowArbitrary(columns), { minLength: 1, maxLength: 3 });
      return fc
        .tuple(rows, conflictArbitrary(table, names))
        .map(([values, conflict]) => `${insertHead(table, names)} VALUES ${values.join(', ')}${conflict}`);
    });
}

/** Random rows for a table, each an INSERT that gives every column: what a default would fill in may differ each time. */
export function rowInsertArbitrary(table: TableShape): fc.Arbitrary<string> {
  const columns = table.columns.filter(({ insertable }) => insertable);
  if (columns.length === 0) return fc.constant(`INSERT INTO ${table.name} DEFAULT VALUES`);
  const head = insertHead(
    table,
    columns.map(({ name }) => name),
  );
  return rowArbitrary(columns).map((row) => `${head} VALUES ${row}`);
}

/** A statement that changes one row, as SQL. */
export interface RowChange {
  readonly kind: 'insert' | 'update' | 'delete';
  readonly text: string;
}

/** Random statements that each add, change or remove one row of a table; of one without a primary key they only add. */
export function rowChangeArbitrary(table: TableShape): fc.Arbitrary<RowChange> {
  const insert = rowInsertArbitrary(table).map((text): RowChange => ({ kind: 'insert', text }));
  const keys = table.columns.filter(({ name }) => table.primaryKey.includes(name));
  if (keys.length === 0) return insert;
  const row = fc
    .tuple(...keys.map((column) => valueArbitrary(column).map((value) => `${column.name} = ${value}`)))
    .map((conditions) => ` WHERE ${conditions.join(' AND ')}`);
  const remove = row.map((where): RowChange => ({ kind: 'delete', text: `DELETE FROM ${table.name}${where}` }));
  if (!table.columns.some(({ updatable }) => updatable)) return fc.oneof(insert, remove);
  const update = fc
    .tuple(assignmentsArbitrary(table), row)
    .map(([set, where]): RowChange => ({ kind: 'update', text: `UPDATE ${table.name} SET ${set}${where}` }));
  return fc.oneof(insert, { weight: 2, arbitrary: update }, remove);
}

function insertHead(table: TableShape, columns: readonly string[]): string {
  return `INSERT INTO ${table.name} (${columns.join(', ')}) OVERRIDING SYSTEM VALUE`;
}

function rowArbitrary(columns: readonly ColumnShape[]): fc.Arbitrary<string> {
  return fc.tuple(...columns.map(valueArbitrary)).map((values) => `(${values.join(', ')})`);
}

function conflictArbitrary({ primaryKey }: TableShape, inserted: readonly string[]): fc.Arbitrary<string> {
  const others = inserted.filter((name) => !primaryKey.includes(name));
  const set = others.map((name) => `${name} = EXCLUDED.${name}`).join(', ');
  const update = ` ON CONFLICT (${primaryKey.join(', ')}) DO UPDATE SET ${set}`;
  return fc.constantFrom('', ' ON CONFLICT DO NOTHING', ...(primaryKey.length > 0 && set !== '' ? [update] : []));
}

function updateArbitrary(table: TableShape): fc.Arbitrary<string> {
  // A table of identities and generated columns alone changes by coming and going.
  if (!table.columns.some(({ updatable }) => updatable)) return deleteArbitrary(table);
  return fc
    .tuple(
      assignmentsArbitrary(table, ({ type }) => table.columns.filter((other) => other.type === type)),
      conditionArbitrary(table),
    )
    .map(([assignments, condition]) => `UPDATE ${table.name} SET ${assignments}${condition}`);
}

/** `sources` names the columns of the row itself that a column may be set to. */
function assignmentsArbitrary(
  table: TableShape,
  sources: (column: ColumnShape) => readonly ColumnShape[] = () => [],
): fc.Arbitrary<string> {
  const updatable = table.columns.filter((column) => column.updatable);
  const assignment = (column: ColumnShape) => {
    const columns = sources(column).map(({ name }) => name);
    const value = valueArbitrary(column);
    const chosen =
      columns.length === 0 ? value : fc.oneof({ weight: 4, arbitrary: value }, fc.constantFrom(...columns));
    return chosen.map((text) => `${column.name} = ${text}`);
  };
  return fc
    .subarray(updatable, { minLength: 1, maxLength: Math.min(3, updatable.length) })
    .chain((columns) => fc.tuple(...columns.map(assignment)))
    .map((assignments) => assignments.join(', '));
}

function deleteArbitrary(table: TableShape): fc.Arbitrary<string> {
  return conditionArbitrary(table).map((condition) => `DELETE FROM ${table.name}${condition}`);
}

function conditionArbitrary(table: TableShape): fc.Arbitrary<string> {
  const conditions = table.columns.flatMap((column) => {
    const isNull = column.nullable ? [fc.constant(` WHERE ${column.name} IS NULL`)] : [];
    if (!column.comparable) return isNull;
    const value = valueArbitrary(column).filter(
      (literal) => literal !== 'NULL' || !column.pool.some((v) => v !== 'NULL'),
    );
    const equal = value.map((literal) => ` WHERE ${column.name} = ${literal}`);
    const among = fc.tuple(value, value).map((literals) => ` WHERE ${column.name} IN (${literals.join(', ')})`);
    return [equal, among, ...isNull];
  });
  return fc.oneof(...conditions, fc.constant(''));
}

function mergeArbitrary(table: TableShape): fc.Arbitrary<string> {
  const keys = table.columns.filter(({ name, comparable }) => comparable && table.primaryKey.includes(name));
  const canMatch = keys.length > 0 && keys.length === table.primaryKey.length;
  if (!canMatch || !table.columns.some(({ updatable }) => updatable)) return updateArbitrary(table);
  const columns = table.columns.filter((column) => column.insertable && (column.required || keys.includes(column)));
  const names = columns.map(({ name }) => name);
  const row = fc
    .tuple(...columns.map((column) => valueArbitrary(column).map((value) => `${value}::${column.type}`)))
    .map((values) => `(${values.join(', ')})`);
  const match = keys.map(({ name }) => `t.${name} = s.${name}`).join(' AND ');
  const matched = fc.oneof(
    assignmentsArbitrary(table).map((assignments) => `UPDATE SET ${assignments}`),
    fc.constantFrom('DELETE', 'DO NOTHING'),
  );
  const values = names.map((name) => `s.${name}`).join(', ');
  const insert = `INSERT (${names.join(', ')}) OVERRIDING SYSTEM VALUE VALUES (${values})`;
  return fc
    .tuple(fc.array(row, { minLength: 1, maxLength: 3 }), matched, fc.constantFrom(insert, 'DO NOTHING'))
    .map(([rows, update, create]) => {
      const source = `(VALUES ${rows.join(', ')}) AS s (${names.join(', ')})`;
      return `MERGE INTO ${table.name} t USING ${source} ON ${match} WHEN MATCHED THEN ${update} WHEN NOT MATCHED THEN ${create}`;
    });
}
