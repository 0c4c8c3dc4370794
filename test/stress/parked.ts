import pg from 'pg';
import type { TviewNames } from '../../src/prove/tviews.ts';

/** What a backing view shows, of which some rows may fail. */
export interface ComputedRows {
  /** A relation with those that do not. */
  readonly relation: string;
  /** Keys of those that do, as text. */
  readonly failing: readonly string[];
}

const dataException = '22';

/**
 * Computes the rows of a backing view, one by one if some of them fail (`key`: columns of a row `x`). Throws what does not
 * come from a row's values.
 */
export async function computeRows(client: pg.Client, view: string, key: readonly string[]): Promise<ComputedRows> {
  try {
    await client.query(`SELECT count(x::text) FROM ${view} x`);
    return { relation: view, failing: [] };
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || !error.code?.startsWith(dataException)) throw error;
  }
  const ofKey = key.map((column) => `${column} IS NOT DISTINCT FROM k.${column.slice('x.'.length)}`);
  await client.query(`
    DROP TABLE IF EXISTS pg_temp.computed, pg_temp.failing;
    CREATE TEMP TABLE computed AS SELECT * FROM ${view} WHERE false;
    CREATE TEMP TABLE failing (key text);
    DO $$
    DECLARE
      k record;
    BEGIN
      FOR k IN SELECT DISTINCT ${key.join(', ')} FROM ${view} x LOOP
        BEGIN
          INSERT INTO computed SELECT * FROM ${view} x WHERE ${ofKey.join(' AND ')};
        EXCEPTION WHEN data_exception THEN
          INSERT INTO failing VALUES (k::text);
        END;
      END LOOP;
    END $$`);
  const { rows } = await client.query<{ key: string }>('SELECT key FROM failing');
  return { relation: 'pg_temp.computed', failing: rows.map((row) => row.key) };
}

/** The keys that are parked, written as those of `computeRows`; a TVIEW that is parked as a whole has the key `any`. */
export async function parkedKeys(
  client: pg.Client,
  { tview }: TviewNames,
  key: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await client.query<{ key: string }>(
    `SELECT CASE WHEN p.key IS NULL THEN 'any' ELSE ROW(${key.join(', ')})::text END AS key
     FROM tviews.parked p CROSS JOIN jsonb_populate_record(NULL::${tview}, p.key) x
     WHERE to_regclass(p.tview) = $1::regclass`,
    [tview],
  );
  return rows.map((row) => row.key);
}
