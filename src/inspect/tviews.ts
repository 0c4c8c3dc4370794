import type pg from 'pg';
import { quoteIdentifier } from '../sql/identifiers.ts';
import type { Access } from './access.ts';
import type { HealthFinding } from './health.ts';

/** What PostgreSQL counts about the table of a TVIEW. */
export interface TviewNumbers {
  /** Qualified, quoted as in SQL. */
  readonly tview: string;
  /** By the last VACUUM or ANALYZE; null if there was none. */
  readonly rowEstimate: number | null;
  /** Without indexes. */
  readonly tableBytes: number;
  readonly indexBytes: number;
  readonly inserted: number;
  readonly updated: number;
  readonly hotUpdated: number;
  readonly deleted: number;
  readonly deadRows: number;
  readonly tableScans: number;
  readonly indexScans: number;
  /** Seconds since the epoch; null if there was none. */
  readonly lastAutovacuum: number | null;
}

/** Reads the numbers of all TVIEWs of an extension, by name. They are the tables that inherit from its anchor. */
export async function readTviewNumbers(client: pg.ClientBase, schema: string): Promise<readonly TviewNumbers[]> {
  const { rows } = await client.query<TviewNumbers>(
    `SELECT format('%I.%I', space.nspname, class.relname) AS tview,
       nullif(class.reltuples, -1)::float8 AS "rowEstimate",
       pg_table_size(class.oid)::float8 AS "tableBytes", pg_indexes_size(class.oid)::float8 AS "indexBytes",
       pg_stat_get_tuples_inserted(class.oid)::float8 AS inserted,
       pg_stat_get_tuples_updated(class.oid)::float8 AS updated,
       pg_stat_get_tuples_hot_updated(class.oid)::float8 AS "hotUpdated",
       pg_stat_get_tuples_deleted(class.oid)::float8 AS deleted,
       pg_stat_get_dead_tuples(class.oid)::float8 AS "deadRows",
       pg_stat_get_numscans(class.oid)::float8 AS "tableScans",
       (SELECT coalesce(sum(pg_stat_get_numscans(indexrelid)), 0)::float8 FROM pg_index WHERE indrelid = class.oid) AS "indexScans",
       extract(epoch FROM pg_stat_get_last_autovacuum_time(class.oid))::float8 AS "lastAutovacuum"
     FROM pg_class AS anchor
     JOIN pg_namespace AS machinery ON machinery.oid = anchor.relnamespace AND machinery.nspname = $1
     JOIN pg_inherits AS child ON child.inhparent = anchor.oid
     JOIN pg_class AS class ON class.oid = child.inhrelid
     JOIN pg_namespace AS space ON space.oid = class.relnamespace
     WHERE anchor.relname = 'anchor'
     ORDER BY 1`,
    [schema],
  );
  return rows;
}

/** How a TVIEW can be, worst first, as the view `tviews` has it. */
const states = ['missing', 'damaged', 'suspended', 'incomplete', 'parked', 'active'] as const;

/** How a TVIEW is; `unknown` where nobody may say. */
export type TviewState = (typeof states)[number] | 'unknown';

/**
 * The state of each TVIEW by name: as the extension's own view has it, also of those that are gone, else by what
 * `health_check()` says about the TVIEWs themselves.
 */
export async function readTviewStates(
  client: pg.ClientBase,
  schema: string,
  { overview }: Access,
  numbers: readonly TviewNumbers[],
  findings: readonly HealthFinding[] | null,
): Promise<ReadonlyMap<string, TviewState>> {
  if (overview) {
    const { rows } = await client.query<{ name: string; state: TviewState }>(
      `SELECT name, state FROM ${quoteIdentifier(schema)}.tviews ORDER BY name`,
    );
    return new Map(rows.map(({ name, state }) => [name, state]));
  }
  const gone = (findings ?? []).flatMap(({ status, component }) => (status === 'missing-tview' ? [component] : []));
  return new Map([
    ...numbers.map(({ tview }): [string, TviewState] => [tview, stateOf(tview, findings)]),
    ...gone.map((tview): [string, TviewState] => [tview, 'missing']),
  ]);
}

function stateOf(tview: string, findings: readonly HealthFinding[] | null): TviewState {
  if (findings === null) return 'unknown';
  const found = findings
    .filter(({ component, severity }) => component === tview && severity === 'error')
    .map(({ status }) => stateByFinding[status] ?? 'damaged');
  return states.find((state) => found.includes(state)) ?? 'active';
}

/** The findings about a TVIEW that is not damaged. */
const stateByFinding: Readonly<Record<string, TviewState>> = {
  'suspended-tview': 'suspended',
  'incomplete-tview': 'incomplete',
  'parked-keys': 'parked',
};
