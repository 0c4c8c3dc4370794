import pg from 'pg';

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
 * column that an upgrade adds comes last in a table.
 */
export async function differences(client: pg.ClientBase, tview: string, view: string): Promise<Differences> {
  const columns = await commonColumns(client, tview, view);
  const { rows } = await client.query<{ side: 'tview' | 'view'; line: string }>(`
    WITH tview AS MATERIALIZED (SELECT ROW(${columns})::text AS line FROM ${tview}),
         view AS MATERIALIZED (SELECT ROW(${columns})::text AS line FROM ${view}),
         stale AS (SELECT line FROM tview EXCEPT ALL SELECT line FROM view),
         missing AS (SELECT line FROM view EXCEPT ALL SELECT line FROM tview)
    SELECT 'tview' AS side, line FROM stale
    UNION ALL
    SELECT 'view', line FROM missing
    ORDER BY side, line`);
  const linesOf = (side: 'tview' | 'view') => rows.filter((row) => row.side === side).map((row) => row.line);
  return { onlyInTview: linesOf('tview'), onlyInView: linesOf('view') };
}

async function commonColumns(client: pg.ClientBase, tview: string, view: string): Promise<string> {
  const ofTview = await readColumns(client, tview);
  const ofView = await readColumns(client, view);
  if ([...ofTview].sort().join() !== [...ofView].sort().join()) {
    throw new Error(`${tview} has the columns ${ofTview.join(', ')}, but ${view} has ${ofView.join(', ')}`);
  }
  return ofTview.map((column) => pg.escapeIdentifier(column)).join(', ');
}

async function readColumns(client: pg.ClientBase, relation: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT attname AS name FROM pg_catalog.pg_attribute
      WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [relation],
  );
  return rows.map((row) => row.name);
}
