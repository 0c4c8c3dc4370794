import pg from 'pg';
import { differences } from '../support/oracle.ts';

/** A TVIEW of a database and its backing view, written as in SQL. */
export interface TviewNames {
  readonly tview: string;
  readonly view: string;
}

/** A TVIEW at one moment. */
export interface TviewState {
  /** Its rows as text, sorted. */
  readonly rows: readonly string[];
  /** Where its row versions lie and who wrote them: the same only if nothing was written. */
  readonly versions: readonly string[];
}

/** The TVIEWs of a database: tables `tv_…` with a view `v_…` beside them. */
export async function listTviews(client: pg.ClientBase): Promise<readonly TviewNames[]> {
  const { rows } = await client.query<{ schema: string; tview: string; view: string }>(`
    SELECT nspname AS schema, t.relname AS tview, v.relname AS view
    FROM pg_class t
    JOIN pg_class v ON v.relnamespace = t.relnamespace AND v.relname = 'v' || substr(t.relname, 3)
    JOIN pg_namespace n ON n.oid = t.relnamespace
    WHERE t.relkind = 'r' AND t.relname LIKE 'tv\\_%' AND v.relkind = 'v'
    ORDER BY 1, 2`);
  const qualify = (schema: string, name: string) => `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
  return rows.map(({ schema, tview, view }) => ({ tview: qualify(schema, tview), view: qualify(schema, view) }));
}

/** Reads what a TVIEW holds now; `tview` is written as in SQL. */
export async function readTview(client: pg.ClientBase, tview: string): Promise<TviewState> {
  const { rows } = await client.query<{ line: string; version: string }>(
    `SELECT t::text AS line, t.ctid::text || ' by ' || t.xmin::text AS version FROM ${tview} AS t`,
  );
  return { rows: rows.map((row) => row.line).sort(), versions: rows.map((row) => row.version).sort() };
}

/** What is wrong with the TVIEWs now: one line for each that differs from its backing view, with the rows. */
export async function findStale(client: pg.ClientBase, tviews: readonly TviewNames[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { tview, view } of tviews) {
    const { onlyInTview, onlyInView } = await differences(client, tview, view);
    if (onlyInTview.length + onlyInView.length === 0) continue;
    found.push(`${tview} is stale: it has ${list(onlyInTview)}, should have ${list(onlyInView)}`);
  }
  return found;
}

function list(rows: readonly string[]): string {
  const more = rows.length > 5 ? ` and ${rows.length - 5} more` : '';
  return rows.length === 0 ? 'nothing' : rows.slice(0, 5).join(' ') + more;
}
