import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { type BlogDatabase, createBlogDatabase } from './blog-database.ts';

const levels = ['READ COMMITTED', 'REPEATABLE READ', 'SERIALIZABLE'];

/** serialization_failure and deadlock_detected: an application repeats the transaction. */
const retryable = ['40001', '40P01'];

const statements: readonly ((pick: (below: number) => number) => string)[] = [
  (pick) => `UPDATE tb_user SET name = 'name ${pick(1e6)}' WHERE pk_user = ${1 + pick(20)}`,
  (pick) => `UPDATE tb_post SET fk_user = ${1 + pick(20)} WHERE pk_post = ${1 + pick(200)}`,
  (pick) => `UPDATE tb_post SET title = 'title ${pick(1e6)}' WHERE pk_post = ${1 + pick(200)}`,
  (pick) => `DELETE FROM tb_post WHERE pk_post = ${1 + pick(200)}`,
  (pick) => `INSERT INTO tb_post VALUES (${1 + pick(200)}, ${1 + pick(20)}, 'new') ON CONFLICT DO NOTHING`,
  (pick) => `DELETE FROM tb_user WHERE pk_user = ${1 + pick(20)}`,
  (pick) => `INSERT INTO tb_user VALUES (${1 + pick(20)}, 'again') ON CONFLICT DO NOTHING`,
];

/** Writes random transactions for a while; returns how many committed. */
async function write(client: pg.Client, level: string, milliseconds: number): Promise<number> {
  const pick = (below: number) => Math.floor(Math.random() * below);
  let committed = 0;
  for (const end = Date.now() + milliseconds; Date.now() < end; ) {
    try {
      await client.query(`BEGIN ISOLATION LEVEL ${level}`);
      for (let count = 1 + pick(2); count > 0; count--)
        await client.query(statements[pick(statements.length)]?.(pick) ?? '');
      await client.query('COMMIT');
      committed++;
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || !retryable.includes(error.code ?? '')) throw error;
      await client.query('ROLLBACK');
    }
  }
  return committed;
}

describeOnEachServer('writers at the same time', (server) => {
  let blog: BlogDatabase;
  beforeAll(async () => {
    blog = await createBlogDatabase(server);
    await blog.client.query(`CREATE EXTENSION ${blog.extension}`);
  });
  afterAll(() => blog.drop());

  const mixes = [...levels.map((level) => [level]), levels].map((mix) => ({ mix, name: mix.join(' and ') }));

  test.each(mixes)('leave nothing stale at $name', async ({ mix }) => {
    const clients = await Promise.all(Array.from({ length: 6 }, () => blog.connect()));
    const counts = await Promise.all(
      clients.map((client, index) => write(client, mix[index % mix.length] ?? '', 1500)),
    );
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(await blog.staleRows()).toBe(0);
    expect((await blog.client.query('SELECT FROM tviews.queue')).rowCount).toBe(0);
  });
});
