import type { RunQuery } from '../catalog/read-catalog.ts';
import { quoteQualified } from '../sql/identifiers.ts';
import { differences } from './differences.ts';

/** A TVIEW of a database and its backing view, written as in SQL. */
export interface TviewNames {
  readonly tview: string;
  readonly view: string;
}

/** The TVIEWs of a database: tables `tv_…` with a view `v_…` beside them. */
export async function listTviews(run: RunQuery): Promise<readonly TviewNames[]> {
  const rows = await run(`
    SELECT nspname::text AS schema, t.relname::text AS tview, v.relname::text AS view
    FROM pg_class t
    JOIN pg_class v ON v.relnamespace = t.relnamespace AND v.relname = 'v' || substr(t.relname, 3)
    JOIN pg_namespace n ON n.oid = t.relnamespace
    WHERE t.relkind = 'r' AND t.relname LIKE 'tv\\_%' AND v.relkind = 'v'
    ORDER BY 1, 2`);
  const qualify = (schema: unknown, name: unknown) => quoteQualified({ schema: String(schema), name: String(name) });
  return rows.map(({ schema, tview, view }) => ({ tview: qualify(schema, tview), view: qualify(schema, view) }));
}

/** What is wrong with the TVIEWs now: one line for each that differs from its backing view, with the rows. */
export async function findStale(run: RunQuery, tviews: readonly TviewNames[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { tview, view } of tviews) {
    const { onlyInTview, onlyInView } = await differences(run, tview, view);
    if (onlyInTview.length + onlyInView.length === 0) continue;
    found.push(`${tview} is stale: it has ${list(onlyInTview)}, should have ${list(onlyInView)}`);
  }
  return found;
}

function list(rows: readonly string[]): string {
  const more = rows.length > 5 ? ` and ${rows.length - 5} more` : '';
  return rows.length === 0 ? 'nothing' : rows.slice(0, 5).join(' ') + more;
}
