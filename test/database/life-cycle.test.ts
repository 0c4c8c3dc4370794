import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { type BlogDatabase, createBlogDatabase } from './blog-database.ts';

describeOnEachServer('the life of an extension', (server) => {
  let blog: BlogDatabase;
  beforeAll(async () => {
    blog = await createBlogDatabase(server);
  });
  afterAll(() => blog.drop());
  const query = async (sql: string) => (await blog.client.query(sql)).rows;
  beforeEach(async () => {
    await query(`DROP EXTENSION IF EXISTS ${blog.extension} CASCADE; DROP SCHEMA IF EXISTS tviews CASCADE`);
  });
  const objects = () =>
    query(
      `SELECT relname FROM pg_class WHERE relname ~ '^t?v_' UNION ALL SELECT tgname FROM pg_trigger WHERE NOT tgisinternal`,
    );

  test('CREATE fills the TVIEWs, and status() says so', async () => {
    await query(`CREATE EXTENSION ${blog.extension}`);
    expect(await blog.staleRows()).toBe(0);
    expect(await query('SELECT count(*)::int AS n FROM tv_post')).toEqual([{ n: 200 }]);
    expect(await query('SELECT * FROM tviews.status()')).toEqual([
      { extension: blog.extension, extension_version: '1.0.0', model_version: '1.0.0', state: 'active' },
    ]);
  });

  test('DROP refuses while there are TVIEWs, and with CASCADE leaves nothing', async () => {
    await query(`CREATE EXTENSION ${blog.extension}`);
    await expect(query(`DROP EXTENSION ${blog.extension}`)).rejects.toThrow(/other objects depend on it/);
    await query(`DROP EXTENSION ${blog.extension} CASCADE`);
    expect(await objects()).toEqual([]);
    await query(`UPDATE tb_user SET name = name || '!' WHERE pk_user = 1`);
  });

  test('without the base tables it waits for activate()', async () => {
    await query('ALTER TABLE tb_post RENAME TO elsewhere');
    await query(`CREATE EXTENSION ${blog.extension}`);
    expect((await query('SELECT state FROM tviews.status()'))[0]?.state).toMatch(/^inactive/);
    await query('ALTER TABLE elsewhere RENAME TO tb_post');
    expect(await query('SELECT tviews.activate()')).toEqual([{ activate: 'active' }]);
    await query(`UPDATE tb_user SET name = 'late' WHERE pk_user = 2`);
    expect(await blog.staleRows()).toBe(0);
  });

  test.each([
    ['ALTER TABLE tb_post RENAME title TO headline', 'column title of public.tb_post is missing'],
    ['ALTER TABLE tb_post ALTER fk_user TYPE bigint', 'column fk_user of public.tb_post is of type bigint'],
  ])('it is not installed over other tables than it was built for: %s', async (change, message) => {
    await query(`BEGIN; ${change}`);
    await expect(query(`CREATE EXTENSION ${blog.extension}`)).rejects.toMatchObject({
      code: '55000',
      message: expect.stringMatching(new RegExp(`^${message}, but blog_.* 1.0.0 was built for (text|integer)$`)),
    });
    await query('ROLLBACK');
  });

  test('activate() makes right what was written without triggers', async () => {
    await query(`CREATE EXTENSION ${blog.extension}`);
    await query(
      `SET session_replication_role = replica; UPDATE tb_user SET name = 'unseen'; RESET session_replication_role`,
    );
    expect(await blog.staleRows()).toBeGreaterThan(0);
    await query('SELECT tviews.activate()');
    expect(await blog.staleRows()).toBe(0);
  });

  test('a relation of the same name that is not ours stops it before anything is created', async () => {
    await query('CREATE TABLE tv_user (mine integer)');
    await expect(query(`CREATE EXTENSION ${blog.extension}`)).rejects.toThrow(
      `these relations already exist and do not belong to ${blog.extension}: public.tv_user`,
    );
    expect(await objects()).toEqual([{ relname: 'tv_user' }]);
    await query('DROP TABLE tv_user');
  });

  test('above READ COMMITTED it is not filled from an old snapshot', async () => {
    await query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await expect(query(`CREATE EXTENSION ${blog.extension}`)).rejects.toThrow(/cannot be activated at isolation level/);
    await query('ROLLBACK');
  });

  test('two extensions live in one database, over the same tables', async () => {
    const second = await blog.build('tviews2', { 'tv_name.sql': 'SELECT pk_user AS pk_name, name FROM tb_user' });
    await query(`CREATE EXTENSION ${blog.extension}; CREATE EXTENSION ${second}`);
    await query(`UPDATE tb_user SET name = 'both' WHERE pk_user = 3`);
    expect(await blog.staleRows()).toBe(0);
    expect(await query('SELECT name FROM tv_name WHERE pk_name = 3')).toEqual([{ name: 'both' }]);
    await query(`DROP EXTENSION ${second} CASCADE; DROP SCHEMA tviews2`);
    await query(`UPDATE tb_user SET name = 'one' WHERE pk_user = 3`);
    expect(await blog.staleRows()).toBe(0);
  });

  test('a statement that touches many rows is refreshed in one pass', async () => {
    await query(`CREATE EXTENSION ${blog.extension}`);
    await query(`BEGIN; INSERT INTO tb_post SELECT n, n % 20, 'many' FROM generate_series(1000, 6000) n; COMMIT`);
    await query(`BEGIN; DELETE FROM tb_post WHERE pk_post >= 1000 AND pk_post % 3 > 0; COMMIT`);
    expect(await blog.staleRows()).toBe(0);
    await query('DELETE FROM tb_post WHERE pk_post >= 1000');
  });

  test('a prepared transaction carries its refresh', async () => {
    await query(`CREATE EXTENSION ${blog.extension}`);
    await query(
      `BEGIN; UPDATE tb_user SET name = 'prepared' WHERE pk_user = 4; PREPARE TRANSACTION '${blog.extension}'`,
    );
    await query(`COMMIT PREPARED '${blog.extension}'`);
    expect(await blog.staleRows()).toBe(0);
    expect(await query('SELECT FROM tviews.queue')).toEqual([]);
  });
});
