import pg from 'pg';
import { CannotRun } from '../diagnostics/diagnostic.ts';
import { quoteIdentifier } from '../sql/identifiers.ts';
import { isConflict } from './apply.ts';
import { type Attempt, type Clock, retry } from './retry.ts';

/** How TVIEWs are filled; times are milliseconds. */
export interface BackfillOptions {
  /** Rows per second, at most; undefined for as many as the server computes. */
  readonly rate: number | undefined;
  /** For the locks of one transaction. */
  readonly lockTimeout: number;
  /** For all attempts at one transaction. */
  readonly timeout: number;
}

/** What a backfill works with. */
export interface BackfillTools {
  readonly clock: Clock;
  readonly log: (message: string) => void;
  /** Hears how many rows of a TVIEW are done. */
  readonly progress: (tview: string, done: number, total: number) => void;
}

/** A TVIEW that was filled, and about how many keys were listed for it; null where its rows were computed in one go. */
export interface Filled {
  readonly tview: string;
  readonly keys: number | null;
}

interface Batch {
  readonly tview: string | null;
  readonly done: string;
  readonly total: string | null;
}

/**
 * Computes the rows of all TVIEWs that are not complete, a few in each transaction, while others read and write. Returns
 * which. Throws `CannotRun` where a row cannot be computed or locks are not to be had; what is done stays done, and
 * another call goes on from there.
 */
export async function backfill(
  client: pg.ClientBase,
  schema: string,
  options: BackfillOptions,
  tools: BackfillTools,
): Promise<readonly Filled[]> {
  if (!(await canBackfill(client, schema))) return [];
  const filled = new Map<string, Filled>();
  const pace = paceOf(options.rate, tools.clock);
  for (;;) {
    const { tview, done, total } = await patiently(client, schema, options, tools);
    if (tview === null) break;
    filled.set(tview, { tview, keys: total === null ? null : Number(total) });
    tools.progress(tview, Number(done), Number(total ?? 0));
    await pace(Number(done) > 0 ? keysPerBatch : 0);
  }
  // Batches do not wait for the disk, and need not: what a crash takes is listed again. This waits for all of them.
  if (filled.size > 0) await client.query('SELECT pg_current_xact_id()');
  return [...filled.values()];
}

/**
 * With so many, a batch locks its rows one by one, and leaves some of the 64 locks that PostgreSQL has for a transaction by
 * default to what follows from them.
 */
const keysPerBatch = 40;

/** Waits as long as so many rows take at a rate. */
export function paceOf(rate: number | undefined, { now, sleep }: Clock): (rows: number) => Promise<void> {
  if (rate === undefined) return async () => {};
  let free = now();
  return async (rows) => {
    free = Math.max(free, now() - 1000) + (1000 * rows) / rate;
    const wait = free - now();
    if (wait > 0) await sleep(wait);
  };
}

async function canBackfill(client: pg.ClientBase, schema: string): Promise<boolean> {
  const { rows } = await client.query('SELECT to_regprocedure($1) IS NOT NULL AS there', [
    `${quoteIdentifier(schema)}.backfill(integer)`,
  ]);
  return rows[0]?.there;
}

async function patiently(
  client: pg.ClientBase,
  schema: string,
  { lockTimeout, timeout }: BackfillOptions,
  { clock, log }: BackfillTools,
): Promise<Batch> {
  const attempt = async (number: number) => {
    const result = await fillBatch(client, schema, lockTimeout);
    if (!result.done) log(`attempt ${number} at a batch: ${result.reason}`);
    return result;
  };
  try {
    const { last } = await retry({ timeout, firstPause: 50, longestPause: 5000 }, attempt, clock);
    if (last.done) return last.value;
    throw stopped(last.reason, 'let transactions end that hold locks, and run it again: it goes on where it stopped');
  } catch (error) {
    if (error instanceof pg.DatabaseError) {
      throw stopped(error.message, error.hint ?? 'run it again: it goes on where it stopped', error);
    }
    if (isLostConnection(error)) {
      throw stopped('the connection to the server was lost', 'run it again: it goes on where it stopped', error);
    }
    throw error;
  }
}

/** What the driver says, in errors without a code, of a connection that broke before or during a query. */
function isLostConnection(error: unknown): boolean {
  return error instanceof Error && /connection (error|terminated)|ECONNRESET|EPIPE/i.test(error.message);
}

function stopped(message: string, help: string, cause?: unknown): CannotRun {
  return new CannotRun(
    {
      code: 'cannot-deploy',
      message: `the TVIEWs are not complete yet: ${message}`,
      why: 'The version is deployed. Rows that have been computed stay, and are kept up to date; status() says “incomplete”.',
      help,
    },
    { cause },
  );
}

async function fillBatch(client: pg.ClientBase, schema: string, lockTimeout: number): Promise<Attempt<Batch, string>> {
  try {
    await client.query(
      `BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = ${lockTimeout}; SET LOCAL synchronous_commit = off`,
    );
    const { rows } = await client.query<Batch>(
      `SELECT tview::text, done, total FROM ${quoteIdentifier(schema)}.backfill($1)`,
      [keysPerBatch],
    );
    await client.query('COMMIT');
    const [batch] = rows;
    if (batch === undefined) throw new Error('backfill() returns one row');
    return { done: true, value: batch };
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    if (isConflict(error)) return { done: false, reason: error.message };
    throw error;
  }
}
