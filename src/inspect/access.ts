import type pg from 'pg';
import { quoteIdentifier } from '../sql/identifiers.ts';

/**
 * What of an extension's schema is there, and is for this role: older versions lack some of it, and what is going on in
 * transactions is not for everybody. Asking first keeps errors out of the server's log.
 */
export interface Access {
  readonly health: boolean;
  /** The view of all TVIEWs. */
  readonly overview: boolean;
  readonly queueStats: boolean;
  /** The table itself; never on a standby, as it is not written ahead. */
  readonly queue: boolean;
  readonly parked: boolean;
  readonly refreshStats: boolean;
}

/** Finds it out. */
export async function readAccess(client: pg.ClientBase, schema: string): Promise<Access> {
  const { rows } = await client.query<Access>(
    `SELECT coalesce(has_function_privilege(to_regprocedure($1 || '.health_check()'), 'EXECUTE'), false) AS health,
       coalesce(has_table_privilege(to_regclass($1 || '.tviews'), 'SELECT'), false) AS overview,
       coalesce(has_function_privilege(to_regprocedure($1 || '.queue_stats()'), 'EXECUTE'), false)
         AND NOT pg_is_in_recovery() AS "queueStats",
       coalesce(has_table_privilege(to_regclass($1 || '.queue'), 'SELECT'), false) AND NOT pg_is_in_recovery() AS queue,
       coalesce(has_table_privilege(to_regclass($1 || '.parked'), 'SELECT'), false) AS parked,
       coalesce(has_table_privilege(to_regclass($1 || '.refresh_stats'), 'SELECT'), false)
         AND NOT pg_is_in_recovery() AS "refreshStats"`,
    [quoteIdentifier(schema)],
  );
  const [access] = rows;
  if (access === undefined) throw new Error('a SELECT without FROM returns one row');
  return access;
}
