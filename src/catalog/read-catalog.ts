import { z } from 'zod';
import type { RunQuery } from '../database/run-query.ts';
import { CannotRun } from '../diagnostics/diagnostic.ts';
import {
  catalogFunctionSchema,
  columnSchema,
  foreignKeySchema,
  qualifiedNameSchema,
  relationHeadSchema,
} from './catalog-schema.ts';
import { groupBy } from './group-by.ts';
import { catalogQueries } from './queries.ts';
import type { Catalog, Column, ForeignKey, OtherIndex, Relation } from './types.ts';

/** The oldest major that is supported. */
export const oldestServer = 14;

const serverRow = z.object({ serverVersion: z.int(), settings: z.record(z.string(), z.string()) });
const relationRow = z.object({ oid: z.string(), head: relationHeadSchema });
const columnsRow = z.object({ relation: z.string(), columns: z.array(columnSchema) });
const foreignKeyRow = z.object({ relation: z.string(), foreignKey: foreignKeySchema });
const indexKey = z.object({
  column: z.string().nullable(),
  text: z.string(),
  sameCollation: z.boolean(),
  defaultOperators: z.boolean(),
});
const indexRow = z.object({
  relation: z.string(),
  name: z.string(),
  primary: z.boolean(),
  unique: z.boolean(),
  nullsNotDistinct: z.boolean(),
  searchable: z.boolean(),
  method: z.string(),
  keys: z.array(indexKey),
});
type IndexKey = z.infer<typeof indexKey>;
type IndexRow = z.infer<typeof indexRow>;

/**
 * A database in, everything the compiler wants to know about it out; the same schema always gives the same catalog.
 *
 * Opens and ends a transaction of its own, so `run` must stay on one connection that is in none. One snapshot serves all
 * queries, lest a migration that commits in between be seen by half of them.
 */
export async function readCatalog(run: RunQuery): Promise<Catalog> {
  await run('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    const catalog = await readInTransaction(run);
    await run('COMMIT');
    return catalog;
  } catch (error) {
    // The first failure is the one to report; a connection that is gone cannot roll back either.
    await run('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function readInTransaction(run: RunQuery): Promise<Catalog> {
  const [searchPath = []] = await readRows(run, catalogQueries.searchPath, z.array(z.string()));
  // pg_temp last: left out, it would come first, and a temporary table named pg_class would be read for the real one.
  await run('SET LOCAL search_path TO pg_catalog, pg_temp');
  // Recursive queries look dear to the planner; compiling them would take a hundred times longer than running them.
  await run('SET LOCAL jit = off');
  const [server] = await readRows(run, catalogQueries.server, serverRow);
  if (server === undefined) throw new Error('the server settings query returned no row');
  requireSupported(server.serverVersion);
  const relations = await readRows(run, catalogQueries.relations, relationRow);
  const columnRows = await readRows(run, catalogQueries.columns, columnsRow);
  const indexesOf = groupBy(await readRows(run, catalogQueries.indexes, indexRow), (row) => row.relation);
  const foreignKeyRows = await readRows(run, catalogQueries.foreignKeys, foreignKeyRow);
  const sequences = await readRows(run, catalogQueries.sequences, qualifiedNameSchema);
  const functions = await readRows(run, catalogQueries.functions, catalogFunctionSchema);

  const columnsOf = new Map(columnRows.map((row) => [row.relation, row.columns]));
  const foreignKeysOf = groupBy(foreignKeyRows, (row) => row.relation);
  return {
    formatVersion: 1,
    serverVersion: server.serverVersion,
    searchPath: searchPath.filter((schema) => !schema.startsWith('pg_')),
    settings: plainSettings(server.settings),
    relations: relations.map(({ oid, head }) =>
      assemble(
        head,
        columnsOf.get(oid) ?? [],
        indexesOf.get(oid) ?? [],
        (foreignKeysOf.get(oid) ?? []).map((row) => row.foreignKey),
      ),
    ),
    sequences,
    functions,
  };
}

function assemble(
  { rowSecurity, definition, parents, ...head }: z.infer<typeof relationHeadSchema>,
  columns: readonly Column[],
  indexes: readonly IndexRow[],
  foreignKeys: readonly ForeignKey[],
): Relation {
  const exact = new Set(columns.filter((column) => column.exactEquality).map((column) => column.name));
  const otherIndexes = indexes
    .filter(({ searchable, keys }) => !searchable || keys[0]?.column === null)
    .map(({ method, keys }): OtherIndex => ({ method, keys: keys.map(({ text }) => text) }));
  return {
    ...head,
    columns,
    uniqueKeys: indexes.flatMap((index) => {
      const names = index.unique ? uniqueColumns(index.keys, exact) : undefined;
      return names ? [{ columns: names, primary: index.primary, nullsNotDistinct: index.nullsNotDistinct }] : [];
    }),
    foreignKeys,
    indexes: indexes.flatMap((index) => {
      const names = index.searchable ? searchableColumns(index.keys, exact) : [];
      return names.length > 0 ? [{ name: index.name, columns: names }] : [];
    }),
    ...(otherIndexes.length > 0 && { otherIndexes }),
    ...(rowSecurity === undefined ? {} : { rowSecurity }),
    ...(definition === undefined ? {} : { definition }),
    parents,
  };
}

/**
 * Whether an index column tells values apart at least as coarsely as the column's own `=`. No equality is finer than one
 * that only holds between identical values, so columns with exact equality need no further proof.
 */
function comparesLikeColumn(key: IndexKey, exact: ReadonlySet<string>): boolean {
  return (key.column !== null && exact.has(key.column)) || (key.sameCollation && key.defaultOperators);
}

/** The columns whose combination a unique index allows once; undefined where it has expressions or a finer equality. */
function uniqueColumns(keys: readonly IndexKey[], exact: ReadonlySet<string>): string[] | undefined {
  const names = keys.flatMap((key) => (key.column !== null && comparesLikeColumn(key, exact) ? [key.column] : []));
  return names.length === keys.length ? names : undefined;
}

/** Only a prefix of an index can be looked up, and PostgreSQL uses no index of another collation, even for equality. */
function searchableColumns(keys: readonly IndexKey[], exact: ReadonlySet<string>): string[] {
  const usable = (key: IndexKey) => key.column !== null && key.sameCollation && comparesLikeColumn(key, exact);
  const end = keys.findIndex((key) => !usable(key));
  return keys.slice(0, end === -1 ? undefined : end).flatMap(({ column }) => column ?? []);
}

function requireSupported(serverVersion: number): void {
  const major = Math.floor(serverVersion / 10_000);
  if (major >= oldestServer) return;
  throw new CannotRun({
    code: 'catalog-unreadable',
    message: `the server runs PostgreSQL ${major}, but tviews needs ${oldestServer} or newer`,
    why: 'Older servers lack catalog columns and features that the generated extension relies on.',
    help: 'Point tviews at a newer server, or pass the schema as a file (--schema).',
  });
}

async function readRows<Row>(run: RunQuery, sql: string, row: z.ZodType<Row>): Promise<Row[]> {
  const rows = await run(sql);
  return rows.map(({ json }) => row.parse(JSON.parse(z.string().parse(json))));
}

/** Servers are set up with one name for UTC or another: what is built must not differ by it. */
function plainSettings(settings: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { TimeZone = '' } = settings;
  return /^(Etc\/)?(UTC|UCT|Universal|Zulu)$/.test(TimeZone) ? { ...settings, TimeZone: 'UTC' } : settings;
}
