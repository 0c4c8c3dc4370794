import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { findStale, listTviews } from '../database/tviews.ts';
import { Random } from '../fuzz/random.ts';
import { createDatabase, describeOnEachServer, type TestDatabase, uniqueName } from '../support/postgres.ts';
import { schemaSql } from './changes.ts';
import { buildTwoReleases, type Definitions } from './two-releases.ts';

const post = `SELECT p.pk_post, p.fk_user, jsonb_build_object('title', p.title, 'author', u.name) AS data
  FROM tb_post p JOIN tb_user u ON u.pk_user = p.fk_user`;
const user = `SELECT u.pk_user, (SELECT jsonb_agg(t.data ORDER BY t.pk_post) FROM tv_post t WHERE t.fk_user = u.pk_user) AS posts
  FROM tb_user u`;
const before: Definitions = {
  'tv_post.sql': post,
  'tv_user.sql': user,
  'tv_tag.sql': 'SELECT t.pk_tag, t.label FROM tb_tag t',
  'tv_labels.sql': 'SELECT t.fk_post, count(*) AS n FROM tb_tag t GROUP BY t.fk_post',
  'tv_score.sql': 'SELECT p.pk_post, p.score FROM tb_post p WHERE p.score > 10',
};
const after: Definitions = {
  ...before,
  'tv_post.sql': post.replace('p.fk_user,', 'p.fk_user, p.score,').replace('u.name', 'upper(u.name)'),
  'tv_score.sql': '-- @key (pk_post, score)\nSELECT p.pk_post, p.score FROM tb_post p',
  'tv_many.sql': 'SELECT p.fk_user, count(*) AS n FROM tb_post p GROUP BY p.fk_user',
};

/** How long writers write, in milliseconds. */
const duration = 12_000;

describeOnEachServer('an upgrade under load', (server) => {
  const levels = ['READ COMMITTED', 'REPEATABLE READ'];

  test.for(levels)('does not wait for transactions that only unchanged TVIEWs follow: %s', async (level) => {
    const database = await createDatabase(server, { schemaSql });
    const side = { databaseUrl: database.url };
    const changed = { ...before, 'tv_post.sql': after['tv_post.sql'] ?? '' };
    const files = await buildTwoReleases(server, { ...side, definitions: before }, { ...side, definitions: changed });
    try {
      const { client } = database;
      await client.query(`CREATE EXTENSION ${files.extension} VERSION '1.0.0'; SET lock_timeout = '5s'`);
      for (const version of ['1.1.0', '1.0.0']) {
        const writer = await database.connect();
        await writer.query(
          `BEGIN ISOLATION LEVEL ${level}; UPDATE tb_tag SET label = 'open', fk_post = 3 WHERE pk_tag < 5`,
        );
        await client.query(`ALTER EXTENSION ${files.extension} UPDATE TO '${version}'`);
        await writer.query('UPDATE tb_tag SET fk_post = 4 WHERE pk_tag = 9');
        const end = writer.query('COMMIT');
        // Above READ COMMITTED the first drain of a database has to be repeated.
        await (level === 'READ COMMITTED' ? end : end.catch(() => writer.query('ROLLBACK')));
        expect(await findStale(client, await listTviews(client))).toEqual([]);
      }
    } finally {
      await database.drop();
      await files.remove();
    }
  });

  test('refuses a transaction that does not see what it has filled', async () => {
    const database = await createDatabase(server, { schemaSql });
    const side = { databaseUrl: database.url };
    const narrow = { 'tv_tag.sql': 'SELECT t.pk_tag, t.label FROM tb_tag t WHERE t.pk_tag > 20' };
    const wide = { 'tv_tag.sql': 'SELECT t.pk_tag, t.label FROM tb_tag t' };
    const files = await buildTwoReleases(server, { ...side, definitions: narrow }, { ...side, definitions: wide });
    try {
      const { client } = database;
      await client.query(`CREATE EXTENSION ${files.extension} VERSION '1.0.0'`);
      const writer = await database.connect();
      await writer.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT');
      await client.query(`ALTER EXTENSION ${files.extension} UPDATE TO '1.1.0'`);
      await writer.query('DELETE FROM tb_tag WHERE pk_tag < 10');
      await expect(writer.query('COMMIT')).rejects.toMatchObject({ code: '40001' });
      expect(await findStale(client, await listTviews(client))).toEqual([]);
    } finally {
      await database.drop();
      await files.remove();
    }
  });

  const cases = [
    { name: 'with lock_timeout, as often as needed', lockTimeout: '500ms', allowed: ['40001', '40P01 among writers'] },
    {
      name: 'that waits for locks as long as it takes',
      lockTimeout: '0',
      allowed: ['40001', '40P01 among writers', '40P01'],
    },
  ];

  test.for(cases)('leaves TVIEWs right, and writers alone: $name', async ({ lockTimeout, allowed }) => {
    const database = await createDatabase(server, { schemaSql });
    const side = { databaseUrl: database.url };
    const files = await buildTwoReleases(server, { ...side, definitions: before }, { ...side, definitions: after });
    try {
      await database.client.query(`CREATE EXTENSION ${files.extension} VERSION '1.0.0'`);
      const end = Date.now() + duration;
      const upgrader = await database.connect();
      const { rows: own } = await upgrader.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      const errors = new Errors(own[0]?.pid ?? 0);
      const writers = [1, 2, 3, 4, 5].map((seed) => write(database, new Random(seed), end, errors));
      await upgrader.query(`SET lock_timeout = '${lockTimeout}'`);
      const upgrades = await upgradeUntil(upgrader, files.extension, end);
      await Promise.all(writers);
      expect(await findStale(database.client, await listTviews(database.client))).toEqual([]);
      expect(errors.kinds().filter((kind) => !allowed.includes(kind))).toEqual([]);
      expect(upgrades).toBeGreaterThan(1);
      const { rows } = await database.client.query('SELECT FROM tviews.queue');
      expect(rows).toEqual([]);
    } finally {
      await database.drop();
      await files.remove();
    }
  });
});

/** From one release to the other and back; the number of times. After each, TVIEWs are compared in one snapshot. */
async function upgradeUntil(client: pg.Client, extension: string, end: number): Promise<number> {
  let upgrades = 0;
  while (Date.now() < end) {
    const version = upgrades % 2 === 0 ? '1.1.0' : '1.0.0';
    try {
      await client.query(`ALTER EXTENSION ${extension} UPDATE TO '${version}'`);
      upgrades++;
    } catch (error) {
      if (!isOneOf(error, ['55P03', '40P01'])) throw error;
      await sleep(20);
      continue;
    }
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    expect(await findStale(client, await listTviews(client)), `upgrade ${upgrades}`).toEqual([]);
    await client.query('COMMIT');
    await sleep(100);
  }
  return upgrades;
}

function isOneOf(error: unknown, codes: readonly string[]): boolean {
  return error instanceof pg.DatabaseError && codes.includes(error.code ?? '');
}

/** What ended transactions of writers. */
class Errors {
  readonly #upgrader: number;
  readonly #counts = new Map<string, number>();

  /** The process that upgrades: deadlocks without it are those of writers that lock rows in any order. */
  constructor(upgrader: number) {
    this.#upgrader = upgrader;
  }

  count({ code, message, detail = '', where }: pg.DatabaseError): void {
    const isOwn = code === '40P01' && !new RegExp(`\\bprocess ${this.#upgrader}\\b`, 'i').test(detail);
    const plain = isOwn ? '40P01 among writers' : `${code}`;
    const kind = code === '40001' || code === '40P01' ? plain : `${code} ${message} ${where}`;
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
  }

  kinds(): readonly string[] {
    return [...this.#counts.keys()];
  }
}

/** Random transactions, some of which stay open for a while, drain half-way or are prepared. */
async function write(database: TestDatabase, random: Random, end: number, errors: Errors): Promise<void> {
  const client = await database.connect();
  while (Date.now() < end) {
    try {
      await client.query(
        `BEGIN ISOLATION LEVEL ${random.pick(['READ COMMITTED', 'REPEATABLE READ', 'READ COMMITTED'])}`,
      );
      for (let n = random.between(1, 4); n > 0; n--) {
        await client.query(statement(random));
        if (random.chance(0.2)) await sleep(random.between(1, 150));
      }
      await finish(client, random);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error;
      errors.count(error);
      await client.query('ROLLBACK');
    }
    await sleep(random.between(0, 20));
  }
}

function statement(random: Random): string {
  const n = random.between(1, 20);
  return random.weighted([
    [3, `UPDATE tb_post SET title = title || '!', score = ${random.between(0, 20)} WHERE pk_post = ${n}`],
    [2, `UPDATE tb_post SET fk_user = ${random.between(1, 5)} WHERE pk_post = ${n}`],
    [2, `UPDATE tb_user SET name = 'user ' || ${n} WHERE pk_user = ${random.between(1, 5)}`],
    [2, `UPDATE tb_tag SET label = 'tag ${n}', fk_post = ${n} WHERE pk_tag = ${n}`],
    [1, `DELETE FROM tb_post WHERE pk_post = ${n + 100}`],
    [1, `INSERT INTO tb_post VALUES (${n + 100}, 1, 'new', ${n}) ON CONFLICT DO NOTHING`],
    [1, `DELETE FROM tb_tag WHERE pk_tag = ${n + 100}`],
    [1, `INSERT INTO tb_tag VALUES (${n + 100}, ${n}, 'new') ON CONFLICT DO NOTHING`],
    [1, 'SELECT count(*) FROM tb_post JOIN tv_post USING (pk_post)'],
    [0.5, 'SELECT tviews.flush()'],
    [0.5, 'SET CONSTRAINTS ALL IMMEDIATE'],
  ]);
}

async function finish(client: pg.Client, random: Random): Promise<void> {
  if (!random.chance(0.1)) {
    await client.query(random.chance(0.9) ? 'COMMIT' : 'ROLLBACK');
    return;
  }
  const name = uniqueName('prepared');
  await client.query(`PREPARE TRANSACTION '${name}'`);
  await sleep(random.between(0, 100));
  await client.query(`${random.chance(0.8) ? 'COMMIT' : 'ROLLBACK'} PREPARED '${name}'`);
}
