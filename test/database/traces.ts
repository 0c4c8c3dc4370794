import pg from 'pg';

/** The first transaction above READ COMMITTED switches traces on, and may have to be repeated for it. */
export async function switchTracesOn(client: pg.Client, write: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ; ${write}; COMMIT`);
      return;
    } catch (error) {
      await client.query('ROLLBACK');
      if (!(error instanceof pg.DatabaseError) || error.code !== '40001' || attempt === 3) throw error;
    }
  }
}
