import type { RunQuery } from '../database/run-query.ts';
import { quoteQualified } from '../sql/identifiers.ts';
import { type Differences, differences } from './differences.ts';

/** A TVIEW of a database and its backing view, written as in SQL. */
export interface TviewNames {
  readonly tview: string;
  readonly view: string;
}

/** The TVIEWs of a database: children of the anchor, with their backing views beside them. */
export async function listTviews(run: RunQuery): Promise<readonly TviewNames[]> {
  const rows = await run(`
    SELECT nspname::text AS schema, t.relname::text AS tview, v.relname::text AS view
    FROM pg_class t
    JOIN pg_class v ON v.relnamespace = t.relnamespace AND v.relname = 'v' || substr(t.relname, 3)
    JOIN pg_namespace n ON n.oid = t.relnamespace
    JOIN pg_inherits h ON h.inhrelid = t.oid
    JOIN pg_class anchor ON anchor.oid = h.inhparent AND anchor.relname = 'anchor' AND anchor.relnatts = 0
    WHERE t.relkind = 'r' AND t.relname LIKE 'tv\\_%' AND v.relkind = 'v'
    ORDER BY 1, 2`);
  const qualify = (schema: unknown, name: unknown) => quoteQualified({ schema: String(schema), name: String(name) });
  return rows.map(({ schema, tview, view }) => ({ tview: qualify(schema, tview), view: qualify(schema, view) }));
}

/** A TVIEW that is not what its backing view is. */
export interface StaleTview extends TviewNames, Differences {}

/** The TVIEWs that differ from their backing views now. */
export async function findDifferences(run: RunQuery, tviews: readonly TviewNames[]): Promise<readonly StaleTview[]> {
  const found: StaleTview[] = [];
  for (const names of tviews) {
    const difference = await differences(run, names.tview, names.view);
    if (difference.onlyInTview.length + difference.onlyInView.length > 0) found.push({ ...names, ...difference });
  }
  return found;
}

/** What is wrong with the TVIEWs now: one line for each that differs from its backing view, with the rows. */
export async function findStale(run: RunQuery, tviews: readonly TviewNames[]): Promise<readonly string[]> {
  return (await findDifferences(run, tviews)).map(describeStale);
}

/** One line that names a TVIEW and the rows that are wrong. */
export function describeStale({ tview, onlyInTview, onlyInView }: StaleTview): string {
  return `${tview} is stale: it has ${list(onlyInTview)}, should have ${list(onlyInView)}`;
}

function list(rows: readonly string[]): string {
  const more = rows.length > 5 ? ` and ${rows.length - 5} more` : '';
  return rows.length === 0 ? 'nothing' : rows.slice(0, 5).join(' ') + more;
}
