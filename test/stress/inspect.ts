import type pg from 'pg';
import type { TviewNames } from '../../src/prove/tviews.ts';
import { quoteIdentifier } from '../../src/sql/identifiers.ts';
import { computeRows, parkedKeys } from './parked.ts';
import type { LoggedTransaction } from './writer.ts';

/** A row of a TVIEW that isn't what its backing view says. */
export interface StaleRow {
  readonly tview: string;
  readonly key: string;
  /** As text; undefined where there is none. */
  readonly has: string | undefined;
  readonly shouldHave: string | undefined;
  /** The last transactions that may have touched it, oldest first; the one that wrote it is marked. */
  readonly transactions: readonly string[];
}

const listedRows = 5;
const listedTransactions = 8;

/**
 * Compares a TVIEW with its backing view row by row, by key, and finds the transactions behind a difference: the one that
 * wrote the row, and those that wrote a table that the view reads. Rows are compared as text, as multisets: a key that is
 * there twice is a difference of its own. Keys whose rows fail are compared with those that are parked.
 */
export async function findStaleRows(
  client: pg.Client,
  names: TviewNames,
  log: readonly LoggedTransaction[],
): Promise<readonly StaleRow[]> {
  const columns = await columnsOf(client, names.tview);
  const row = `ROW(${columns.all.join(', ')})::text`;
  const key = `ROW(${columns.key.join(', ')})::text`;
  const numbered = (relation: string, xmin: string) =>
    `SELECT ${key} AS key, ${row} AS line, ${xmin} AS xmin, row_number() OVER (PARTITION BY ${key} ORDER BY ${row}) AS nth FROM ${relation} x`;
  const { relation, failing } = await computeRows(client, names.view, columns.key);
  const parked = await parkedKeys(client, names, columns.key);
  const { rows } = await client.query<{ key: string; has: string | null; should: string | null; xmin: string | null }>(
    `
    SELECT key, t.line AS has, v.line AS should, t.xmin
    FROM (${numbered(names.tview, 'xmin::text')}) t FULL JOIN (${numbered(relation, 'NULL')}) v USING (key, nth)
    WHERE t.line IS DISTINCT FROM v.line AND key <> ALL ($1) ORDER BY key`,
    [failing],
  );
  const tables = rows.length === 0 ? [] : await tablesReadBy(client, names.view);
  const stale = rows.map(({ key: value, has, should, xmin }, index) => ({
    tview: names.tview,
    key: value,
    has: has ?? undefined,
    shouldHave: should ?? undefined,
    transactions: index < listedRows ? suspects(log, tables, xmin) : [],
  }));
  return [...stale, ...wronglyParked(names.tview, failing, parked)];
}

/** Keys that fail have to be parked, and no others. */
function wronglyParked(tview: string, failing: readonly string[], parked: readonly string[]): readonly StaleRow[] {
  const differs = (key: string, has: string, shouldHave: string) => ({ tview, key, has, shouldHave, transactions: [] });
  return [
    ...failing.filter((key) => !parked.includes(key)).map((key) => differs(key, 'not parked', 'parked')),
    ...parked.filter((key) => !failing.includes(key)).map((key) => differs(key, 'parked', 'not parked')),
  ];
}

async function columnsOf(
  client: pg.Client,
  tview: string,
): Promise<{ all: readonly string[]; key: readonly string[] }> {
  const { rows } = await client.query<{ name: string; is_key: boolean }>(
    `SELECT a.attname AS name, EXISTS (
       SELECT FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisunique AND a.attnum = ANY (i.indkey)
         AND (i.indisprimary OR i.indnullsnotdistinct)) AS is_key
     FROM pg_attribute a WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
    [tview],
  );
  const names = (wanted: typeof rows) => wanted.map(({ name }) => `x.${quoteIdentifier(name)}`);
  return { all: names(rows), key: names(rows.filter((column) => column.is_key)) };
}

/** The base tables that a backing view reads, through other TVIEWs too. */
async function tablesReadBy(client: pg.Client, view: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `WITH RECURSIVE reads (oid) AS (
       SELECT $1::regclass::oid
       UNION
       SELECT coalesce(v.oid, c.oid)
       FROM reads r
       JOIN pg_rewrite w ON w.ev_class = r.oid
       JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid AND d.refclassid = 'pg_class'::regclass
       JOIN pg_class c ON c.oid = d.refobjid
       LEFT JOIN pg_class v ON v.relnamespace = c.relnamespace AND c.relname LIKE 'tv\\_%'
         AND v.relname = 'v' || substr(c.relname, 3)
     )
     SELECT relname AS name FROM reads JOIN pg_class USING (oid) WHERE relkind = 'r' AND relname LIKE 'tb\\_%'`,
    [view],
  );
  return rows.map(({ name }) => name);
}

/** Those that wrote one of the tables; where the row's writer is known, those that ran beside it before any others. */
function suspects(log: readonly LoggedTransaction[], tables: readonly string[], xmin: string | null): string[] {
  const writes = new RegExp(`\\b(${tables.join('|')})\\b`);
  const isRolledBack = ({ outcome }: LoggedTransaction) => outcome.startsWith('ROLLBACK') || /^\d/.test(outcome);
  const related = log.filter((entry) => !isRolledBack(entry) && entry.statements.some((text) => writes.test(text)));
  const writer = related.find(({ xid }) => xid !== undefined && xmin === String(BigInt(xid) % 2n ** 32n));
  const distance = ({ startedAt, endedAt }: LoggedTransaction) =>
    writer === undefined ? -endedAt : Math.max(0, startedAt - writer.endedAt, writer.startedAt - endedAt);
  return related
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, listedTransactions)
    .sort((a, b) => a.startedAt - b.startedAt)
    .map((entry) => describeTransaction(entry, entry === writer));
}

function describeTransaction(entry: LoggedTransaction, isWriter: boolean): string {
  const { client, number, level, xid, startedAt, endedAt, outcome, statements } = entry;
  const times = `${startedAt.toFixed(1)} to ${endedAt.toFixed(1)} ms`;
  const title = `client ${client}, transaction ${number} (xid ${xid ?? 'unknown'}, ${level}, ${times}): ${outcome}`;
  return `${isWriter ? '* ' : ''}${title}\n${statements.map((text) => `  ${text};`).join('\n')}`;
}
