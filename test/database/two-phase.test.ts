import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runOn } from '../../src/database/connect.ts';
import { findStale, listTviews } from '../../src/prove/tviews.ts';
import { findServerBinaries } from '../support/embedded-binaries.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../support/embedded-postgres.ts';
import { testServers } from '../support/postgres.ts';
import { createBlogDatabase } from './blog-database.ts';
import { switchTracesOn } from './traces.ts';

/** What the prepared transaction does: rows come, go, and change, some of it rolled back. */
const writes = `
  UPDATE tb_user SET name = 'prepared' WHERE pk_user = 4;
  SAVEPOINT a;
  DELETE FROM tb_user WHERE pk_user = 5;
  ROLLBACK TO a;
  DELETE FROM tb_post WHERE pk_post = 7;
  UPDATE tb_post SET fk_user = 4 WHERE pk_post = 8;
  INSERT INTO tb_post VALUES (300, 4, 'prepared');`;

const servers = testServers().filter(({ major }) => findServerBinaries(major) !== undefined);

describe.each(servers)('two-phase commit over a crash (PostgreSQL $major)', ({ major }) => {
  let server: EmbeddedPostgres;
  let url: string;
  let client: pg.Client;

  beforeAll(async () => {
    server = await startEmbeddedPostgres({ major, settings: { fsync: 'on', full_page_writes: 'on' } });
  });

  afterAll(() => server.stop());

  beforeEach(async () => {
    const own = { major, url: server.url(), extensionDirectory: server.extensionDirectory };
    const blog = await createBlogDatabase(own);
    await blog.client.query(`CREATE EXTENSION ${blog.extension}`);
    ({ url } = blog);
    await switchTracesOn(blog.client, 'UPDATE tb_user SET name = name || 1 WHERE pk_user = 1');
    // Nobody is to be connected when the server is killed but those who expect it.
    await blog.client.end();
    client = await connect();
  });

  afterEach(() => client.end());

  async function connect(): Promise<pg.Client> {
    const connected = new pg.Client({ connectionString: url });
    connected.on('error', () => {});
    await connected.connect();
    return connected;
  }

  async function crash(): Promise<void> {
    await server.crash();
    client = await connect();
  }

  const contentOfTviews = async () => {
    const { rows } = await client.query<{ line: string }>(
      'SELECT t::text AS line FROM tv_post t UNION ALL SELECT t::text FROM tv_user t ORDER BY line',
    );
    return rows.map(({ line }) => line);
  };

  const problems = async () => {
    const run = runOn(client);
    const queued = await run('SELECT FROM tviews.queue');
    return [...(await findStale(run, await listTviews(run))), ...queued.map(() => 'an entry is left in the queue')];
  };

  test.each(['READ COMMITTED', 'SERIALIZABLE'])('prepared at %s, killed, committed', async (level) => {
    const before = await contentOfTviews();
    await client.query(`BEGIN ISOLATION LEVEL ${level}`);
    await client.query(writes);
    await client.query(`PREPARE TRANSACTION 'killed'`);
    await crash();
    expect(await contentOfTviews()).toEqual(before);
    expect(await problems()).toEqual([]);

    await client.query(`COMMIT PREPARED 'killed'`);
    const after = await contentOfTviews();
    expect(after.filter((line) => line.includes('prepared')).length).toBeGreaterThan(5);
    expect(await problems()).toEqual([]);

    // What was prepared is a change like any other to those who come after.
    await client.query(`UPDATE tb_user SET name = 'after' WHERE pk_user = 4`);
    expect((await contentOfTviews()).filter((line) => line.includes('after')).length).toBeGreaterThan(5);
    expect(await problems()).toEqual([]);
  });

  test('prepared, killed, rolled back', async () => {
    const before = await contentOfTviews();
    await client.query('BEGIN');
    await client.query(writes);
    await client.query(`PREPARE TRANSACTION 'killed'`);
    await crash();
    await client.query(`ROLLBACK PREPARED 'killed'`);
    expect(await contentOfTviews()).toEqual(before);
    expect(await problems()).toEqual([]);
    await client.query(writes.replaceAll(/^.*SAVEPOINT.*$|^.*ROLLBACK TO.*$|^.*DELETE FROM tb_user.*$/gm, ''));
    expect(await problems()).toEqual([]);
  });

  test('a writer of the same rows waits for what is prepared, over a crash too', async () => {
    await client.query('BEGIN');
    await client.query(`UPDATE tb_user SET name = 'prepared' WHERE pk_user = 4`);
    await client.query(`PREPARE TRANSACTION 'killed'`);
    await crash();
    const second = await connect();
    try {
      await second.query(`SET lock_timeout = '100ms'`);
      const rename = `UPDATE tb_post SET title = 'meanwhile' WHERE pk_post = 3`;
      await expect(second.query(rename)).rejects.toMatchObject({ code: '55P03' });
      expect(await problems()).toEqual([]);
      await client.query(`COMMIT PREPARED 'killed'`);
      await second.query(rename);
      expect(await problems()).toEqual([]);
      expect(await contentOfTviews()).toContainEqual('(3,meanwhile,prepared)');
    } finally {
      await second.end();
    }
  });

  test('killed with writes that were neither prepared nor committed, and with a drain that was not committed', async () => {
    const before = await contentOfTviews();
    const second = await connect();
    await client.query(`BEGIN; INSERT INTO tb_post VALUES (300, 4, 'lost')`);
    await second.query(`BEGIN; UPDATE tb_user SET name = 'lost' WHERE pk_user = 6; SELECT tviews.flush()`);
    await crash();
    expect(await contentOfTviews()).toEqual(before);
    expect(await problems()).toEqual([]);
    await client.query(`UPDATE tb_user SET name = 'after' WHERE pk_user IN (4, 6)`);
    expect(await problems()).toEqual([]);
  });
});
