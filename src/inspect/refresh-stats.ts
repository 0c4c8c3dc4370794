import type pg from 'pg';
import { quoteIdentifier } from '../sql/identifiers.ts';
import type { Access } from './access.ts';

/** What refreshes of a TVIEW have done while `tviews.track` was on. */
export interface RefreshStats {
  readonly tview: string;
  readonly drains: number;
  readonly fullDrains: number;
  readonly keys: number;
  readonly rowsWritten: number;
  readonly rowsDeleted: number;
  readonly rowsUnchanged: number;
  readonly milliseconds: number;
}

/** Reads it; nothing where the installed version keeps no such statistics. */
export async function readRefreshStats(
  client: pg.ClientBase,
  schema: string,
  { refreshStats }: Access,
): Promise<readonly RefreshStats[]> {
  if (!refreshStats) return [];
  const { rows } = await client.query<RefreshStats>(
    `SELECT format('%I.%I', space.nspname, class.relname) AS tview, stats.drains::float8 AS drains,
       stats.full_drains::float8 AS "fullDrains", stats.keys::float8 AS keys,
       stats.rows_written::float8 AS "rowsWritten", stats.rows_deleted::float8 AS "rowsDeleted",
       stats.rows_unchanged::float8 AS "rowsUnchanged", stats.milliseconds::float8 AS milliseconds
     FROM ${quoteIdentifier(schema)}.refresh_stats AS stats
     JOIN pg_class AS class ON class.oid = stats.tview
     JOIN pg_namespace AS space ON space.oid = class.relnamespace
     ORDER BY 1`,
  );
  return rows;
}
