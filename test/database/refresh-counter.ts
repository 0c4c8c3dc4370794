import type pg from 'pg';

/** How many keys of a TVIEW were refreshed; `all`: it was compared as a whole. */
export type RefreshCount = number | 'all';

/**
 * Counts from now on which keys are refreshed, and changes nothing else: the emitted functions that refresh go to
 * another schema, and functions of the same names take their places, which count and call them. The counts are part of
 * the transaction that refreshes.
 */
export async function countRefreshes(client: pg.ClientBase): Promise<void> {
  await client.query('CREATE SCHEMA refreshed; CREATE TABLE refreshed.keys (tview text, count bigint)');
  const { rows } = await client.query<{ name: string; parameters: string; count: number }>(`
    SELECT proname AS name, pg_get_function_identity_arguments(oid) AS parameters, pronargs AS count
    FROM pg_proc WHERE pronamespace = 'tviews'::regnamespace AND proname ~ '^(refresh|rebuild)_'`);
  for (const { name, parameters, count } of rows) {
    const keys = Array.from({ length: count }, (_, index) => `$${index + 1}`).join(', ');
    const counted = count === 0 ? 'NULL' : `(SELECT count(*) FROM (SELECT DISTINCT * FROM unnest(${keys})) AS keys)`;
    const tview = name.replace(/^re(fresh|build)_/, '');
    await client.query(`
      ALTER FUNCTION tviews."${name}"(${parameters}) SET SCHEMA refreshed;
      CREATE FUNCTION tviews."${name}"(${parameters}) RETURNS void LANGUAGE plpgsql AS $counter$
      BEGIN
        INSERT INTO refreshed.keys VALUES ('${tview}', ${counted});
        PERFORM refreshed."${name}"(${keys});
      END
      $counter$`);
  }
}

/** What was refreshed and committed since this was last asked, by TVIEW; TVIEWs that were not are left out. */
export async function takeRefreshCounts(client: pg.ClientBase): Promise<ReadonlyMap<string, RefreshCount>> {
  const { rows } = await client.query<{ tview: string; count: string | null }>(`
    WITH taken AS (DELETE FROM refreshed.keys RETURNING tview, count)
    SELECT tview, CASE WHEN bool_and(count IS NOT NULL) THEN sum(count) END AS count FROM taken GROUP BY tview`);
  return new Map(rows.map(({ tview, count }) => [tview, count === null ? 'all' : Number(count)]));
}
