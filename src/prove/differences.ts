import type { RunQuery } from '../database/run-query.ts';
import { quoteIdentifier, quoteLiteral } from '../sql/identifiers.ts';

/** The rows, as text, that only one of the two relations has; a row that is there twice too often is listed twice. */
export interface Differences {
  /** In the TVIEW, but not in its backing view: stale rows. */
  readonly onlyInTview: readonly string[];
  /** In the backing view, but not in the TVIEW: missing rows. */
  readonly onlyInView: readonly string[];
}

/**
 * Compares a TVIEW with its backing view as multisets of rows, in one snapshot. Both names are written as in SQL:
 * qualified and quoted where that is needed.
 *
 * Rows are compared as text, because some types (`json`, `point`) have no equality that EXCEPT could use, and because
 * 1.0 and 1.00 are equal but are not the same document. The view's columns are read in the TVIEW's order, since a
 * column that an upgrade adds comes last in a table. Throws where the two have different columns.
 */
export async function differences(run: RunQuery, tview: string, view: string): Promise<Differences> {
  const columns = await commonColumns(run, tview, view);
  const rows = await run(`
    WITH tview AS MATERIALIZED (SELECT ROW(${columns})::text AS line FROM ${tview}),
         view AS MATERIALIZED (SELECT ROW(${columns})::text AS line FROM ${view}),
         stale AS (SELECT line FROM tview EXCEPT ALL SELECT line FROM view),
         missing AS (SELECT line FROM view EXCEPT ALL SELECT line FROM tview)
    SELECT 'tview' AS side, line FROM stale
    UNION ALL
    SELECT 'view', line FROM missing
    ORDER BY side, line`);
  const linesOf = (side: 'tview' | 'view') => rows.filter((row) => row.side === side).map(({ line }) => String(line));
  return { onlyInTview: linesOf('tview'), onlyInView: linesOf('view') };
}

async function commonColumns(run: RunQuery, tview: string, view: string): Promise<string> {
  const ofTview = await readColumns(run, tview);
  const ofView = await readColumns(run, view);
  if ([...ofTview].sort().join() !== [...ofView].sort().join()) {
    throw new Error(`${tview} has the columns ${ofTview.join(', ')}, but ${view} has ${ofView.join(', ')}`);
  }
  return ofTview.map(quoteIdentifier).join(', ');
}

async function readColumns(run: RunQuery, relation: string): Promise<string[]> {
  const rows = await run(
    `SELECT attname::text AS name FROM pg_catalog.pg_attribute
      WHERE attrelid = ${quoteLiteral(relation)}::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
  );
  return rows.map(({ name }) => String(name));
}
