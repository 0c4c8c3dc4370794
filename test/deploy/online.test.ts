import type pg from 'pg';
import { expect, test } from 'vitest';
import { findStale, listTviews } from '../database/tviews.ts';
import { describeOnEachServer } from '../support/postgres.ts';
import { type Shop, twoReleases } from './shop.ts';

const post = `SELECT p.pk_post, p.fk_user, jsonb_build_object('title', p.title, 'author', u.name) AS data
  FROM tb_post p JOIN tb_user u ON u.pk_user = p.fk_user`;
const user = `SELECT u.pk_user, u.name, (SELECT count(*) FROM tv_post t WHERE t.fk_user = u.pk_user AND t.data ? 'title') AS posts
  FROM tb_user u`;
const tag = 'SELECT t.pk_tag, t.label FROM tb_tag t';
const count = 'SELECT p.fk_user, count(*) AS n FROM tb_post p GROUP BY p.fk_user';

const many = `
  INSERT INTO tb_user SELECT n, 'user ' || n FROM generate_series(6, 300) n;
  INSERT INTO tb_post SELECT n, 1 + n % 300, 'post ' || n, n FROM generate_series(1000, 9000) n;
  INSERT INTO tb_tag SELECT n, 1000 + n % 8000, 'tag ' || n FROM generate_series(1000, 6000) n`;

describeOnEachServer('tviews deploy --online', (server) => {
  const releases = twoReleases(
    server,
    { 'tv_post.sql': post, 'tv_user.sql': user, 'tv_tag.sql': tag, 'tv_count.sql': count },
    {
      'tv_post.sql': post.replace("'title', p.title", "'title', upper(p.title)").replace('AS data', 'AS data, p.score'),
      'tv_user.sql': user,
      'tv_tag.sql': tag.replace('t.label', "t.label || '!' AS label"),
      'tv_count.sql': count.replaceAll('p.fk_user', 'p.fk_user, p.title'),
    },
  );
  const open = async (installed?: string): Promise<Shop> => {
    const shop = await releases.open(installed);
    await shop.client.query(many);
    return shop;
  };

  test.each([
    ['an installation', undefined, '1.0.0'],
    ['an update', '1.0.0', '1.1.0'],
  ])('fills while others write, and goes on where it was killed: %s', async (_, installed, target) => {
    const shop = await open(installed);
    const { client, deploy, version } = shop;
    const stopWriters = await startWriters(shop);
    const argv = ['--target-version', target, '--online', '--rate', '4000'];

    const killed = deploy(...argv);
    await untilFilling(client, killed);
    await client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tviews' AND datname = current_database()",
    );
    expect(await killed).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('not complete yet') });
    expect(await version()).toBe(target);
    expect(await state(client)).toMatch(/^incomplete/);
    expect(await deploy('--target-version', target)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('tviews deploy --online'),
    });

    const finished = await deploy(...argv, '--verify', '--json');
    expect(finished.exitCode, finished.stdout + finished.stderr).toBe(0);
    expect(JSON.parse(finished.stdout).result).toMatchObject({ online: true, health: [], differences: [] });
    const failures = await stopWriters();
    expect(failures).toEqual([]);
    expect(await state(client)).toBe('active');
    expect(await findStale(client, await listTviews(client))).toEqual([]);
  });

  test('says how far it is, and what it has done', async () => {
    const { client, deploy } = await open();
    const { exitCode, stdout, stderr } = await deploy('--target-version', '1.0.0', '--online', '--rate', '1000000');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('rows are computed after the commit');
    expect(stdout).toMatch(/^ {2}tv_post: complete, about 8,0\d0 rows compared$/m);
    expect(stderr).toMatch(/^tv_post: 8,0\d0 of 8,0\d0 rows$/m);
    expect(await findStale(client, await listTviews(client))).toEqual([]);
    expect((await client.query('SELECT FROM tviews.backfill')).rowCount).toBe(0);
  });

  test('lists the keys again that a crash has taken', async () => {
    const { client } = await open();
    await client.query(`SET tviews.fill = 'later'; CREATE EXTENSION ${releases.built.extension} VERSION '1.0.0'`);
    for (let batch = 0; batch < 20; batch++) await client.query('SELECT tviews.backfill(100)');
    // Unlogged tables are empty then.
    await client.query('TRUNCATE tviews.backfill');
    for (;;) {
      const { rows } = await client.query('SELECT tview FROM tviews.backfill(5000)');
      if (rows[0].tview === null) break;
    }
    expect(await state(client)).toBe('active');
    expect(await findStale(client, await listTviews(client))).toEqual([]);
  });

  test('is over when all rows are computed in another way', async () => {
    const { client } = await open();
    await client.query(`SET tviews.fill = 'later'; CREATE EXTENSION ${releases.built.extension} VERSION '1.0.0'`);
    await client.query('SELECT tviews.backfill(100)');
    await client.query("SELECT tviews.rebuild('tv_post'); SELECT tviews.repair('tv_tag')");
    const { rows } = await client.query(
      "SELECT component FROM tviews.health_check() WHERE status = 'incomplete-tview' ORDER BY 1",
    );
    expect(rows.map(({ component }) => component)).toEqual(['public.tv_count', 'public.tv_user']);
    // Where nothing differs as well.
    await client.query("UPDATE tviews.part SET is_complete = false WHERE name = 'activate_tv_tag'");
    expect((await client.query("SELECT FROM tviews.repair('tv_tag')")).rowCount).toBe(0);
    const left = await client.query('SELECT relation FROM tviews.part WHERE NOT is_complete ORDER BY 1');
    expect(left.rows.map(({ relation }) => relation)).toEqual(['public.tv_count', 'public.tv_user']);
    await client.query("SET tviews.fill = ''; SELECT tviews.activate()");
    expect(await state(client)).toBe('active');
    expect((await client.query('SELECT tview FROM tviews.backfill()')).rows).toEqual([{ tview: null }]);
    expect(await findStale(client, await listTviews(client))).toEqual([]);
  });

  test('keeps its place while writers hold locks, and gives up in the end', async () => {
    const { client, connect, deploy } = await open();
    await client.query(`SET tviews.fill = 'later'; CREATE EXTENSION ${releases.built.extension} VERSION '1.0.0'`);
    const writer = await connect();
    // A drain that has run already keeps its locks to the end of the transaction.
    await writer.query("BEGIN; UPDATE tb_post SET title = 'held' WHERE pk_post = 5; SELECT tviews.flush()");
    const argv = ['--target-version', '1.0.0', '--online', '--lock-timeout', '50', '--timeout', '1'];
    const { exitCode, stderr } = await deploy(...argv);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringMatching(/lock timeout.*goes on where/s),
    });
    await writer.query('COMMIT');
    expect(await deploy(...argv)).toMatchObject({ exitCode: 0 });
    expect(await findStale(client, await listTviews(client))).toEqual([]);
  });

  test('stops at a row that cannot be computed, and goes on when it can', async () => {
    const { client, deploy } = await open();
    await client.query(`SET tviews.fill = 'later'; CREATE EXTENSION ${releases.built.extension} VERSION '1.0.0'`);
    await client.query(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not this one'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON tv_post FOR EACH ROW WHEN (NEW.pk_post = 2000) EXECUTE FUNCTION refuse()`);
    const argv = ['--target-version', '1.0.0', '--online'];
    const { exitCode, stderr } = await deploy(...argv);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringContaining('could not refresh tv_post (pk_post = 2000): not this one'),
    });
    await client.query('DROP TRIGGER refuse ON tv_post');
    expect(await deploy(...argv)).toMatchObject({ exitCode: 0 });
    expect(await findStale(client, await listTviews(client))).toEqual([]);
  });
});

async function state(client: pg.Client): Promise<string> {
  return (await client.query('SELECT state FROM tviews.status()')).rows[0].state;
}

/** Until a part of the rows is computed; a deploy that ends before that is too fast for the test. */
async function untilFilling(client: pg.Client, deploy: Promise<unknown>): Promise<void> {
  let isOver = false;
  void deploy.finally(() => {
    isOver = true;
  });
  for (;;) {
    if (isOver) throw new Error('the deploy is over');
    const { rows } = await client.query("SELECT to_regclass('tviews.backfill') IS NOT NULL AS is_there");
    if (!rows[0].is_there) continue;
    const { rows: entries } = await client.query('SELECT min(place) AS first FROM tviews.backfill');
    if (entries[0].first > 20) return;
  }
}

/** Three sessions that write at random, one of them SERIALIZABLE, which has to repeat some; stopped, they return what failed. */
async function startWriters(shop: Shop): Promise<() => Promise<readonly unknown[]>> {
  let isRunning = true;
  const failures: unknown[] = [];
  const write = async (client: pg.Client, isolation: string): Promise<void> => {
    await client.query(`SET default_transaction_isolation = '${isolation}'`);
    while (isRunning) {
      await client.query(randomWrite()).catch((error: pg.DatabaseError) => {
        if (error.code !== '40001' || isolation === 'read committed') failures.push(error);
      });
    }
  };
  const levels = ['read committed', 'read committed', 'serializable'];
  const writers = await Promise.all(
    levels.map(async (level) => write(await shop.connect(), level)).map((work) => [work]),
  );
  return async () => {
    isRunning = false;
    await Promise.all(writers);
    return failures;
  };
}

let nextKey = 100_000;

function randomWrite(): string {
  const post = 1000 + Math.floor(Math.random() * 8000);
  const user = 1 + Math.floor(Math.random() * 300);
  nextKey++;
  const choices = [
    `UPDATE tb_post SET title = title || 'x', score = score + 1 WHERE pk_post = ${post}`,
    `UPDATE tb_post SET fk_user = ${user} WHERE pk_post = ${post}`,
    `INSERT INTO tb_post VALUES (${nextKey}, ${user}, 'new')`,
    `DELETE FROM tb_post WHERE pk_post = ${post}`,
    `UPDATE tb_user SET name = name || '.' WHERE pk_user = ${user}`,
    `UPDATE tb_tag SET label = label || '.' WHERE pk_tag = ${1000 + Math.floor(Math.random() * 5000)}`,
    `DELETE FROM tb_tag WHERE pk_tag = ${1000 + Math.floor(Math.random() * 5000)}`,
  ];
  return choices[Math.floor(Math.random() * choices.length)] ?? '';
}
