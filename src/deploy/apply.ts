import pg from 'pg';
import { type HealthFinding, readHealth } from '../inspect/health.ts';
import { quoteIdentifier } from '../sql/identifiers.ts';
import type { TableLock } from './locks.ts';
import type { Attempt } from './retry.ts';

/** One installation or update. */
export interface Step {
  /** CREATE EXTENSION, or ALTER EXTENSION. */
  readonly statement: string;
  readonly extension: string;
  /** Its schema. */
  readonly schema: string;
  /** Rows are computed afterwards, step by step: see backfill.ts. */
  readonly fillLater: boolean;
  readonly locks: readonly TableLock[];
  /** Milliseconds. */
  readonly lockTimeout: number;
}

/** How the transaction ended: what `health_check()` says then, and whether it was committed. */
export interface Applied {
  readonly committed: boolean;
  readonly findings: readonly HealthFinding[];
}

/** Why an attempt gave up, in PostgreSQL’s words, and who was in the way. */
export interface Obstacle {
  readonly message: string;
  readonly holders: readonly string[];
}

/**
 * Installs or updates in one transaction. All locks are taken first, within the lock timeout in all, so that nobody waits
 * longer for an attempt that fails; what takes time comes after that. It is committed unless `health_check()` has errors
 * then that it had not before. Errors of the script are thrown, and nothing is changed.
 */
export async function apply(
  client: pg.ClientBase,
  step: Step,
  before: readonly HealthFinding[],
): Promise<Attempt<Applied, Obstacle>> {
  try {
    await client.query(
      `BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = ${step.lockTimeout}; SET LOCAL statement_timeout = ${step.lockTimeout}`,
    );
    const gaveUp = await takeLocks(client, step);
    if (gaveUp) return await giveUp(client, gaveUp, step.locks);
    await client.query('SET LOCAL statement_timeout = 0');
    if (step.fillLater) await client.query(`SET LOCAL ${quoteIdentifier(step.schema)}.fill = 'later'`);
    await client.query(step.statement);
    const findings = await readHealthIfInstalled(client, step.extension);
    const known = new Set(before.map(identity));
    const isMeant = ({ status }: HealthFinding) => step.fillLater && status === 'incomplete-tview';
    const isNewError = (found: HealthFinding) =>
      found.severity === 'error' && !known.has(identity(found)) && !isMeant(found);
    const committed = !findings.some(isNewError);
    await client.query(committed ? 'COMMIT' : 'ROLLBACK');
    return { done: true, value: { committed, findings } };
  } catch (error) {
    if (isConflict(error)) return giveUp(client, error, step.locks);
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

function identity({ status, component }: HealthFinding): string {
  return JSON.stringify([status, component]);
}

/**
 * One statement, so that the timeout is that of all locks together. Returns the error if it was for want of time; what is
 * cancelled before that, somebody has cancelled.
 */
async function takeLocks(client: pg.ClientBase, { locks, lockTimeout }: Step): Promise<pg.DatabaseError | undefined> {
  const wanted = await existing(client, locks);
  if (wanted.length === 0) return undefined;
  const statements = wanted.map(({ relation, mode }) => `LOCK TABLE ${relation} IN ${mode} MODE;`);
  const body = `BEGIN\n${statements.join('\n')}\nEND`;
  const start = performance.now();
  try {
    await client.query(`DO ${pg.escapeLiteral(body)}`);
    return undefined;
  } catch (error) {
    const isLate = performance.now() - start >= lockTimeout;
    if (isLate && error instanceof pg.DatabaseError && error.code === '57014') return error;
    throw error;
  }
}

async function existing(client: pg.ClientBase, locks: readonly TableLock[]): Promise<readonly TableLock[]> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT name FROM unnest($1::text[]) AS name WHERE to_regclass(name) IS NOT NULL',
    [locks.map(({ relation }) => relation)],
  );
  const there = new Set(rows.map(({ name }) => name));
  return locks.filter(({ relation }) => there.has(relation));
}

/** Lock timeouts, deadlocks, serialization failures: another time it can succeed. */
export function isConflict(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && ['55P03', '40P01', '40001'].includes(error.code ?? '');
}

async function giveUp(
  client: pg.ClientBase,
  { message }: pg.DatabaseError,
  locks: readonly TableLock[],
): Promise<Attempt<Applied, Obstacle>> {
  await client.query('ROLLBACK');
  return { done: false, reason: { message, holders: await findHolders(client, locks) } };
}

/** Who holds locks now that are in the way of these, longest first, in words. */
async function findHolders(client: pg.ClientBase, locks: readonly TableLock[]): Promise<readonly string[]> {
  const { rows } = await client.query<{ holder: string }>(
    `SELECT coalesce('process ' || held.pid || coalesce(' of ' || usename, '')
         || coalesce(' (' || nullif(application_name, '') || ')', '') || coalesce(', ' || state, ''),
         'prepared transaction ' || quote_literal(gid), 'a transaction')
       || coalesce(', for ' || round(extract(epoch FROM now() - coalesce(xact_start, prepared.prepared))) || ' s', '')
       || ', on ' || string_agg(DISTINCT held.relation::regclass::text, ', ') AS holder
     FROM pg_locks AS held
     JOIN unnest($1::text[], $2::text[]) AS wanted (name, mode) ON to_regclass(wanted.name) = held.relation
     LEFT JOIN pg_stat_activity AS activity ON activity.pid = held.pid
     LEFT JOIN pg_locks AS own ON held.pid IS NULL AND own.pid IS NULL AND own.locktype = 'transactionid'
       AND own.virtualtransaction = held.virtualtransaction
     LEFT JOIN pg_prepared_xacts AS prepared ON prepared.transaction = own.transactionid
     WHERE held.granted AND held.pid IS DISTINCT FROM pg_backend_pid()
       AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND (wanted.mode = 'ACCESS EXCLUSIVE' OR held.mode NOT IN ('AccessShareLock', 'RowShareLock'))
     GROUP BY held.pid, usename, application_name, state, xact_start, gid, prepared.prepared
     ORDER BY coalesce(xact_start, prepared.prepared)`,
    [locks.map(({ relation }) => relation), locks.map(({ mode }) => mode)],
  );
  return rows.map(({ holder }) => holder);
}

/** What `health_check()` says; nothing where the extension is not installed. */
export async function readHealthIfInstalled(
  client: pg.ClientBase,
  extension: string,
): Promise<readonly HealthFinding[]> {
  const { rows } = await client.query<{ schema: string }>(
    'SELECT nspname AS schema FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace WHERE extname = $1',
    [extension],
  );
  const schema = rows[0]?.schema;
  return schema === undefined ? [] : readHealth(client, schema);
}
