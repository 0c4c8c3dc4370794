import type pg from 'pg';

/** Has backfill() compute all rows that are left to it. */
export async function complete(client: pg.ClientBase): Promise<void> {
  for (;;) {
    const { rows } = await client.query('SELECT tview FROM tviews.backfill()');
    if (rows[0].tview === null) return;
  }
}
