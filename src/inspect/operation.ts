import type pg from 'pg';
import { quoteIdentifier } from '../sql/identifiers.ts';
import type { Access } from './access.ts';
import { type HealthFinding, readHealth } from './health.ts';

/** Entries of transactions that committed without a drain, and the size of the queue; null where nobody may say. */
export interface QueueState {
  readonly leftOver: number | null;
  readonly bytes: number;
}

/** What a TVIEW has parked. */
export interface ParkedKeys {
  readonly tview: string;
  /** One that stands for any row included. */
  readonly keys: number;
  /** Seconds since the epoch. */
  readonly since: number;
}

/** What `health_check()` says; null where this role may not ask. */
export async function readFindings(
  client: pg.ClientBase,
  schema: string,
  { health }: Access,
): Promise<readonly HealthFinding[] | null> {
  return health ? readHealth(client, schema) : null;
}

/** How the queue is. Entries of running transactions are visible to these alone. */
export async function readQueue(client: pg.ClientBase, schema: string, access: Access): Promise<QueueState> {
  const name = quoteIdentifier(schema);
  const { rows } = await client.query<QueueState>(
    `SELECT ${leftOver(name, access)} AS "leftOver", pg_total_relation_size(to_regclass($1))::float8 AS bytes`,
    [`${name}.queue`],
  );
  return rows[0] ?? { leftOver: null, bytes: 0 };
}

function leftOver(schema: string, { queue, queueStats }: Access): string {
  // The row of the queue as a whole is the one that has a size.
  if (queueStats) return `(SELECT sum(left_over)::float8 FROM ${schema}.queue_stats() WHERE queue_bytes IS NOT NULL)`;
  if (!queue) return 'NULL::float8';
  return `(SELECT count(*)::float8 FROM ${schema}.queue WHERE xid IS DISTINCT FROM pg_current_xact_id_if_assigned())`;
}

/** What is parked, by TVIEW; null where this role may not look. */
export async function readParked(
  client: pg.ClientBase,
  schema: string,
  { parked }: Access,
): Promise<readonly ParkedKeys[] | null> {
  if (!parked) return null;
  const { rows } = await client.query<ParkedKeys>(
    `SELECT tview, count(*)::float8 AS keys, extract(epoch FROM min(since))::float8 AS since
     FROM ${quoteIdentifier(schema)}.parked GROUP BY tview ORDER BY tview`,
  );
  return rows;
}
