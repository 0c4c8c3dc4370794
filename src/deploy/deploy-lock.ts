import type pg from 'pg';
import { CannotRun } from '../diagnostics/diagnostic.ts';
import { type Clock, retry } from './retry.ts';

/**
 * Does work while no other deploy of the extension runs in this database: under a session’s advisory lock, which ends
 * with the connection. Another deploy is waited for so many milliseconds; then throws `CannotRun`.
 */
export async function withDeployLock<Result>(
  client: pg.ClientBase,
  extension: string,
  wait: number,
  clock: Clock,
  work: () => Promise<Result>,
): Promise<Result> {
  // Asked for again and again: a session that waits would hold up vacuum meanwhile.
  const { last } = await retry(
    { timeout: wait, firstPause: 250, longestPause: 1000 },
    () => tryLock(client, extension),
    clock,
  );
  if (!last.done) {
    throw new CannotRun({
      code: 'cannot-deploy',
      message: `another deploy of ${extension} is running${last.reason === '' ? '' : `: ${last.reason}`}`,
      help: 'wait for it, with --wait SECONDS, and see what it has done',
    });
  }
  try {
    return await work();
  } finally {
    await client.query(`SELECT pg_advisory_unlock(${lockKeys})`, [extension]).catch(() => undefined);
  }
}

/** Two 32-bit keys: drains lock 64-bit ones, which are others. */
const lockKeys = `hashtext('tviews deploy'), hashtext($1)`;

async function tryLock(client: pg.ClientBase, extension: string) {
  const { rows } = await client.query<{ locked: boolean }>(`SELECT pg_try_advisory_lock(${lockKeys}) AS locked`, [
    extension,
  ]);
  if (rows[0]?.locked) return { done: true, value: undefined } as const;
  return { done: false, reason: await findHolder(client, extension) } as const;
}

/** Which process has the lock, if it still has it. */
async function findHolder(client: pg.ClientBase, extension: string): Promise<string> {
  const { rows } = await client.query<{ holder: string }>(
    `SELECT format('process %s%s', held.pid, coalesce(' of ' || usename, '')) AS holder
     FROM pg_locks AS held LEFT JOIN pg_stat_activity AS activity ON activity.pid = held.pid
     WHERE held.locktype = 'advisory' AND held.objsubid = 2 AND held.granted
       AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND (held.classid, held.objid) = (hashtext('tviews deploy')::bit(32)::bigint::oid, hashtext($1)::bit(32)::bigint::oid)`,
    [extension],
  );
  return rows[0]?.holder ?? '';
}
