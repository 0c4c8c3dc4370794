import type pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { type BlogDatabase, createBlogDatabase } from './blog-database.ts';
import { switchTracesOn } from './traces.ts';

const rename = `UPDATE tb_user SET name = 'renamed' WHERE pk_user = 1`;

describeOnEachServer('the first transaction above READ COMMITTED', (server) => {
  let blog: BlogDatabase;
  let other: pg.Client;
  beforeEach(async () => {
    blog = await createBlogDatabase(server);
    await blog.client.query(`CREATE EXTENSION ${blog.extension}`);
    other = await blog.connect();
  });
  afterEach(() => blog.drop());

  /** Of values: those of classes are there from the start. */
  const traces = async () => (await blog.client.query('SELECT FROM tviews.trace WHERE slot & 4088 <> 2048')).rowCount;

  test('switches traces on, which READ COMMITTED does without', async () => {
    await blog.client.query(rename);
    expect(await traces()).toBe(0);
    await switchTracesOn(blog.client, `UPDATE tb_user SET name = 'again' WHERE pk_user = 1`);
    await blog.client.query(`UPDATE tb_post SET title = 'changed' WHERE pk_post = 3`);
    expect(await traces()).toBeGreaterThan(0);
    expect(await blog.staleRows()).toBe(0);
  });

  test.each(['REPEATABLE READ', 'SERIALIZABLE'])('is repeated where it could have missed one: %s', async (level) => {
    await blog.client.query(`BEGIN ISOLATION LEVEL ${level}; SELECT FROM tb_user`);
    await other.query(`INSERT INTO tb_post VALUES (300, 1, 'unseen')`);
    await blog.client.query(rename);
    await expect(blog.client.query('COMMIT')).rejects.toMatchObject({ code: '40001' });
    await blog.client.query(`BEGIN ISOLATION LEVEL ${level}; ${rename}; COMMIT`);
    expect(await blog.staleRows()).toBe(0);
  });

  test('waits for drains that leave no traces', async () => {
    await other.query(`BEGIN; INSERT INTO tb_post VALUES (300, 1, 'unseen'); SELECT tviews.flush()`);
    await blog.client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ; ${rename}`);
    const commit = blog.client.query('COMMIT');
    await expect(Promise.race([commit, new Promise((done) => setTimeout(done, 200, 'waits'))])).resolves.toBe('waits');
    await other.query('COMMIT');
    await expect(commit).rejects.toMatchObject({ code: '40001' });
    expect(await blog.staleRows()).toBe(0);
  });

  test('leaves them where unrelated writers need not wait', async () => {
    await switchTracesOn(blog.client, rename);
    const postsOf = (user: number) =>
      `UPDATE tb_post SET title = title || '!' WHERE fk_user BETWEEN ${user} AND ${user + 3}; SELECT tviews.flush()`;
    await blog.client.query(`BEGIN; ${postsOf(1)}`);
    const own = await backend(blog.client);
    // Some of these have what would be this one's place if places went by process.
    for (let client = other, tried = new Set<number>(); tried.size < 8; client = await blog.connect()) {
      tried.add((own ^ (await backend(client))) & 7);
      await client.query(`SET lock_timeout = '5s'; BEGIN; ${postsOf(11)}; COMMIT`);
    }
    await blog.client.query('COMMIT');
    expect(await blog.staleRows()).toBe(0);
  });

  test.each(['rebuild', 'repair'])('does not miss the rows that %s() has added since', async (name) => {
    const extension = await blog.build('single', { 'tv_name.sql': 'SELECT pk_user AS pk_name, name FROM tb_user' });
    await blog.client.query(`CREATE EXTENSION ${extension}`);
    await switchTracesOn(blog.client, rename);
    await blog.client.query('SET session_replication_role = replica; DELETE FROM tv_name WHERE pk_name = 1');
    await blog.client.query('RESET session_replication_role');
    await other.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT FROM tb_user');
    await blog.client.query(`SELECT single.${name}('tv_name')`);
    await other.query('DELETE FROM tb_user WHERE pk_user = 1');
    await expect(other.query('COMMIT')).rejects.toMatchObject({ code: '40001' });
    await other.query('BEGIN ISOLATION LEVEL REPEATABLE READ; DELETE FROM tb_user WHERE pk_user = 1; COMMIT');
    expect((await blog.client.query('SELECT FROM tv_name WHERE pk_name = 1')).rowCount).toBe(0);
    await blog.client.query(`DROP EXTENSION ${extension} CASCADE; DROP SCHEMA single`);
  });
});

async function backend(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid ?? 0;
}
