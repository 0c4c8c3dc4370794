import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import {
  type CaseDatabase,
  type CaseRoles,
  createCaseDatabase,
  createCaseRoles,
  installDefinitions,
} from './case-database.ts';

const schemaSql = `
  CREATE TABLE tb_user (pk_user integer PRIMARY KEY, name text);
  CREATE TABLE tb_post (pk_post integer PRIMARY KEY, fk_user integer, title text, parts integer, day text);
  CREATE INDEX ON tb_post (fk_user);
  CREATE INDEX ON tb_post (day);
  CREATE TABLE tb_day (pk_day integer PRIMARY KEY, day date, name text);
  CREATE TABLE tb_score (pk_score integer PRIMARY KEY, team integer, points integer);
  CREATE INDEX ON tb_score (team);
  CREATE TABLE tb_rate (region text, tags text[], rate integer);
  INSERT INTO tb_user SELECT n, 'user ' || n FROM generate_series(1, 5) AS n;
  INSERT INTO tb_post SELECT n, 1 + n % 5, 'post ' || n, n, '2026-01-01' FROM generate_series(1, 3000) AS n;
  INSERT INTO tb_day VALUES (1, '2026-01-01', 'new year');
  INSERT INTO tb_rate VALUES ('a', '{x,y}', 1), (NULL, '{}', 1);
  INSERT INTO tb_score VALUES (1, 1, 3), (2, 1, 4), (3, 2, 5), (4, 3, 6);
  GRANT SELECT, INSERT, UPDATE, DELETE ON tb_user, tb_post TO case_application;
`;

const definitions = {
  'tv_post.sql': `-- @on-error: park
    SELECT p.pk_post, p.fk_user, p.title, 100 / p.parts AS part, u.name
    FROM tb_post p LEFT JOIN tb_user u ON u.pk_user = p.fk_user`,
  // Reads one whose keys are parked.
  'tv_card.sql': 'SELECT pk_post AS pk_card, title, part, name FROM tv_post',
  // Reads the same tables, and cannot fail.
  'tv_title.sql': 'SELECT pk_post AS pk_title, title FROM tb_post',
  // The cast is on the way from days to posts.
  'tv_dated.sql': `-- @on-error: park
    SELECT p.pk_post AS pk_dated, d.name FROM tb_post p JOIN tb_day d ON d.day = p.day::date`,
  // A row is computed with others, and writes of one row need no locks but that row's.
  'tv_score.sql': `-- @on-error: park
    SELECT pk_score, 100 / sum(points) OVER (PARTITION BY team) AS part FROM tb_score`,
  'tv_points.sql': '-- @on-error: park\nSELECT pk_score AS pk_points, 10 / points AS part FROM tb_score',
  // Rows that swap values have to succeed together.
  'tv_slug.sql': `-- @on-error: park
    CREATE TABLE tv_slug AS SELECT pk_user AS pk_slug, upper(name) AS slug FROM tb_user;
    CREATE UNIQUE INDEX ON tv_slug (slug);`,
  // An array, NULL, and no proof that they identify a row.
  'tv_rate.sql': '-- @on-error: park\n-- @key (region, tags)\nSELECT region, tags, 10 / rate AS part FROM tb_rate',
};

const divides = (...keys: readonly number[]) =>
  `UPDATE tb_post SET parts = 0, title = 'parked' WHERE pk_post IN (${keys.join()})`;

interface Parked {
  readonly tview: string;
  readonly key: Readonly<Record<string, unknown>> | null;
  readonly sqlstate: string;
}

describeOnEachServer('@on-error: park', (server) => {
  let roles: CaseRoles;
  let own: CaseDatabase;
  let application: pg.Client;
  beforeAll(async () => {
    roles = await createCaseRoles(server);
    own = await createCaseDatabase(server, roles, schemaSql);
    const sources = Object.entries(definitions).map(([file, text]) => ({ file, text }));
    await installDefinitions(server, own, sources);
    application = await own.database.connect(roles.rename('case_application'));
  });
  afterAll(async () => {
    await own.database.drop();
    await roles.drop();
  });
  beforeEach(async () => {
    await query('ROLLBACK');
    await query(`UPDATE tb_post SET parts = pk_post, title = 'post ' || pk_post, day = '2026-01-01'
      WHERE parts <> pk_post OR title <> 'post ' || pk_post OR day <> '2026-01-01'`);
    await query('SELECT tviews.repair()');
    expect(await parked()).toEqual([]);
  });

  const query = async (sql: string) => (await own.owner.query(roles.rename(sql))).rows;
  const parked = async () =>
    (await query('SELECT tview, key, sqlstate FROM tviews.parked ORDER BY tview, key')) as Parked[];
  const verify = () => query('SELECT tview::text, key, difference FROM tviews.verify()');
  const titles = async (tview: string, key: string, ...keys: readonly number[]) =>
    (await query(`SELECT title FROM ${tview} WHERE ${key} IN (${keys.join()}) ORDER BY ${key}`)).map(
      (row) => row.title,
    );
  const post = (key: number): Parked => ({ tview: 'public.tv_post', key: { pk_post: key }, sqlstate: '22012' });
  const differs = (tview: string, key: Parked['key']) => ({ tview, key, difference: 'different' });

  test('lets the write through, refreshes what does not fail, and leaves the row of what does', async () => {
    await query(`${divides(7)}; UPDATE tb_post SET title = 'written' WHERE pk_post = 8`);
    expect(await parked()).toEqual([post(7)]);
    expect(await titles('tv_post', 'pk_post', 7, 8)).toEqual(['post 7', 'written']);
    expect(await titles('tv_card', 'pk_card', 7, 8)).toEqual(['post 7', 'written']);
    expect(await titles('tv_title', 'pk_title', 7, 8)).toEqual(['parked', 'written']);
  });

  test('keeps what is parked over a crash, and in a dump', async () => {
    const [kept] = await query(`SELECT relpersistence, 'tviews.parked'::regclass = ANY (extconfig) AS dumped
      FROM pg_class, pg_extension WHERE pg_class.oid = 'tviews.parked'::regclass AND extname ~ '^tviews_case'`);
    expect(kept).toEqual({ relpersistence: 'p', dumped: true });
  });

  test('parks a row that comes, and one that goes', async () => {
    await query(`INSERT INTO tb_post VALUES (9001, 1, 'new', 0, '2026-01-01')`);
    expect(await parked()).toEqual([post(9001)]);
    expect(await titles('tv_post', 'pk_post', 9001)).toEqual([]);
    await query('DELETE FROM tb_post WHERE pk_post = 9001');
    expect(await parked()).toEqual([]);
    expect(await verify()).toEqual([]);
  });

  test.each(['COMMIT', 'SELECT tviews.flush(); COMMIT', 'SET CONSTRAINTS ALL IMMEDIATE; COMMIT'])(
    'in %s',
    async (drain) => {
      await query(`BEGIN; ${divides(7)}; ${drain}`);
      expect(await parked()).toEqual([post(7)]);
    },
  );

  test('prepared, and rolled back', async () => {
    await query(`BEGIN; ${divides(7)}`);
    await query(`PREPARE TRANSACTION 'parked'`);
    expect(await parked()).toEqual([]);
    await query(`ROLLBACK PREPARED 'parked'`);
    expect(await parked()).toEqual([]);
    await query(`BEGIN; ${divides(8)}`);
    await query(`PREPARE TRANSACTION 'parked'`);
    await query(`COMMIT PREPARED 'parked'`);
    expect(await parked()).toEqual([post(8)]);
  });

  test('in a savepoint that is rolled back', async () => {
    await query(`BEGIN; ${divides(7)}; SAVEPOINT a; ${divides(8)}; SELECT tviews.flush(); ROLLBACK TO a; COMMIT`);
    expect(await parked()).toEqual([post(7)]);
  });

  test('for a role that may write base tables only', async () => {
    await application.query(divides(7));
    expect(await parked()).toEqual([post(7)]);
    await expect(application.query('TABLE tviews.parked')).rejects.toMatchObject({ code: '42501' });
  });

  test.each(['REPEATABLE READ', 'SERIALIZABLE'])('at %s', async (level) => {
    await query(`BEGIN ISOLATION LEVEL ${level}; ${divides(7)}; COMMIT`);
    expect(await parked()).toEqual([post(7)]);
  });

  test('finds the few keys that fail among many', async () => {
    const failing = [1, 700, 701, 2000, 2999];
    await query(
      `UPDATE tb_post SET title = 'post again', parts = CASE WHEN pk_post IN (${failing.join()}) THEN 0 ELSE parts END`,
    );
    expect((await parked()).map(({ key }) => key?.pk_post)).toEqual(failing);
    expect(await query(`SELECT count(*)::integer FROM tv_post WHERE title = 'post again'`)).toEqual([{ count: 2995 }]);
    expect((await verify()).map(({ key }) => key.pk_post)).toEqual(failing);
  });

  test('parks the TVIEW as a whole where very many fail', async () => {
    await query('UPDATE tb_post SET parts = 0 WHERE pk_post > 500');
    expect(await parked()).toEqual([{ tview: 'public.tv_post', key: null, sqlstate: '22012' }]);
    expect(await verify()).toEqual([differs('tv_post', null)]);
    await query('UPDATE tb_post SET parts = 1 WHERE pk_post > 500');
    expect(await parked()).toHaveLength(1);
    await query('SELECT tviews.repair()');
    expect(await parked()).toEqual([]);
    expect(await verify()).toEqual([]);
  });

  test('parks the TVIEW as a whole where the way to the keys fails', async () => {
    await query(`UPDATE tb_post SET day = 'no day' WHERE pk_post = 7`);
    await query(`UPDATE tb_day SET name = 'first'`);
    const dated = { tview: 'public.tv_dated', sqlstate: '22007' };
    expect(await parked()).toEqual([
      { ...dated, key: { pk_dated: 7 } },
      { ...dated, key: null },
    ]);
    expect(await verify()).toEqual([differs('tv_dated', null)]);
    await query(`UPDATE tb_post SET day = '2026-01-01' WHERE pk_post = 7`);
    expect(await query('SELECT tview::text, key, difference FROM tviews.repair()')).toEqual([
      differs('tv_dated', null),
    ]);
    expect(await parked()).toEqual([]);
    expect(await verify()).toEqual([]);
  });

  test('parks keys of several columns, of arrays and NULL', async () => {
    await query('UPDATE tb_rate SET rate = 0');
    const keys = [
      { region: 'a', tags: ['x', 'y'] },
      { region: null, tags: [] },
    ];
    const found = (await parked()).map(({ key }) => key);
    expect(found).toHaveLength(2);
    expect(found).toEqual(expect.arrayContaining(keys));
    await query(`INSERT INTO tb_rate VALUES ('b', '{}', 5), ('b', '{}', 5)`);
    expect((await parked()).map(({ sqlstate }) => sqlstate).sort()).toEqual(['22012', '22012', '23505']);
    await query(`DELETE FROM tb_rate WHERE region = 'b'; UPDATE tb_rate SET rate = 2`);
    expect(await parked()).toEqual([]);
    expect(await verify()).toEqual([]);
  });

  test('parks all keys of a TVIEW that is computed as a whole, and does not compare it', async () => {
    const scores = (...keys: readonly number[]) =>
      keys.map((key) => ({ tview: 'public.tv_score', key: { pk_score: key }, sqlstate: '22012' }));
    await query('UPDATE tb_score SET points = -4 WHERE pk_score = 1');
    await query('UPDATE tb_score SET points = 8 WHERE pk_score = 4');
    expect(await parked()).toEqual(scores(1, 2, 4));
    expect(await verify()).toEqual([differs('tv_score', null)]);
    await query('SELECT tviews.repair()');
    expect(await parked()).toEqual(scores(1, 2, 3, 4));
    await query('UPDATE tb_score SET points = 3 WHERE pk_score = 1');
    expect(await parked()).toEqual(scores(3, 4));
    await query('SELECT tviews.repair()');
    expect(await parked()).toEqual([]);
    expect(await verify()).toEqual([]);
  });

  test('above READ COMMITTED, in a TVIEW that needs no locks', async () => {
    await query('BEGIN ISOLATION LEVEL REPEATABLE READ; UPDATE tb_score SET points = 0 WHERE pk_score = 3; COMMIT');
    expect((await parked()).map(({ tview }) => tview)).toEqual(['public.tv_points', 'public.tv_score']);
    await query('BEGIN ISOLATION LEVEL SERIALIZABLE; UPDATE tb_score SET points = 5 WHERE pk_score = 3; COMMIT');
    expect(await parked()).toEqual([]);
  });

  test('rows that swap values are refreshed together, or parked until repair()', async () => {
    await query(`UPDATE tb_user SET name = 'user ' || (3 - pk_user) WHERE pk_user IN (1, 2)`);
    expect(await parked()).toEqual([]);
    await query(
      `UPDATE tb_user SET name = CASE WHEN pk_user = 3 THEN 'USER 4' ELSE 'user ' || pk_user END WHERE pk_user <= 3`,
    );
    expect(await parked()).toContainEqual({ tview: 'public.tv_slug', key: { pk_slug: 3 }, sqlstate: '23505' });
    await query(`UPDATE tb_user SET name = 'user 3' WHERE pk_user = 3; SELECT tviews.repair()`);
    expect(await parked()).toEqual([]);
    expect(await verify()).toEqual([]);
  });

  test('verify() names what it cannot compare where nothing is parked', async () => {
    await query(`ALTER TABLE tb_rate DISABLE TRIGGER USER; UPDATE tb_rate SET rate = 0 WHERE region = 'a';
      ALTER TABLE tb_rate ENABLE TRIGGER USER`);
    await expect(verify()).rejects.toMatchObject({
      code: '22012',
      message: 'could not compare public.tv_rate with public.v_rate: division by zero',
      hint: "SELECT tviews.rebuild('public.tv_rate') says which key it is.",
    });
    await query(`SELECT tviews.rebuild('public.tv_rate')`);
    expect(await parked()).toHaveLength(1);
    await query('UPDATE tb_rate SET rate = 2');
    expect(await parked()).toEqual([]);
  });

  test('takes a key out when it is refreshed again, by whatever write', async () => {
    await query(divides(7, 8));
    await query('UPDATE tb_post SET parts = 7 WHERE pk_post = 7');
    expect(await parked()).toEqual([post(8)]);
    await query(
      `UPDATE tb_user SET name = name || '.' WHERE pk_user = (SELECT fk_user FROM tb_post WHERE pk_post = 8)`,
    );
    expect(await parked()).toEqual([post(8)]);
    await query(
      'DELETE FROM tb_post WHERE pk_post = 8; INSERT INTO tb_post SELECT 8, 4, title, 8, day FROM tb_post LIMIT 1',
    );
    expect(await parked()).toEqual([]);
    expect(await titles('tv_post', 'pk_post', 7)).toEqual(['parked']);
    expect(await verify()).toEqual([]);
  });

  test('keeps since when a key has failed, and notes why it failed last', async () => {
    await query(divides(7));
    const [first] = await query('SELECT since, xid FROM tviews.parked');
    await query(`UPDATE tb_post SET title = 'parked again' WHERE pk_post = 7`);
    const [second] = await query('SELECT since, xid, message FROM tviews.parked');
    expect(second).toMatchObject({ since: first.since, message: 'division by zero' });
    expect(BigInt(second.xid)).toBeGreaterThan(BigInt(first.xid));
  });

  describe('is reported and repaired', () => {
    beforeEach(() => query(divides(7, 8)));

    test('health_check() says so', async () => {
      const findings = await query('SELECT * FROM tviews.health_check()');
      expect(findings).toEqual([
        {
          status: 'parked-keys',
          component: 'public.tv_post',
          message: expect.stringMatching(
            /^2 keys are not refreshed since .*, the last of them for: division by zero\. .*repair/,
          ),
          severity: 'error',
        },
      ]);
    });

    test('verify() names them, and compares the others', async () => {
      const found = [differs('tv_post', { pk_post: 7 }), differs('tv_post', { pk_post: 8 })];
      expect(await verify()).toEqual(found);
      expect(await query(`SELECT tview::text, key, difference FROM tviews.verify('tv_post', 10)`)).toEqual(found);
      await query(`UPDATE tv_post SET title = 'forged' WHERE pk_post = 9`);
      expect(await verify()).toEqual([differs('tv_post', { pk_post: 9 }), ...found]);
    });

    test('repair() and rebuild() make right what they can', async () => {
      await query(`ALTER TABLE tb_post DISABLE TRIGGER USER;
        UPDATE tb_post SET parts = 7 WHERE pk_post = 7;
        UPDATE tb_post SET title = 'unseen' WHERE pk_post = 9;
        ALTER TABLE tb_post ENABLE TRIGGER USER`);
      await query(`SELECT tviews.repair('tv_post')`);
      expect(await parked()).toEqual([post(8)]);
      expect(await titles('tv_post', 'pk_post', 7, 8, 9)).toEqual(['parked', 'post 8', 'unseen']);
      await query(`ALTER TABLE tb_post DISABLE TRIGGER USER;
        UPDATE tb_post SET parts = 8 WHERE pk_post = 8;
        ALTER TABLE tb_post ENABLE TRIGGER USER`);
      await query(`SELECT tviews.rebuild('tv_post')`);
      expect(await parked()).toEqual([]);
      expect(await titles('tv_card', 'pk_card', 7, 8, 9)).toEqual(['parked', 'parked', 'unseen']);
    });

    test('repair() forgets keys that are not there any more', async () => {
      await query(`ALTER TABLE tb_post DISABLE TRIGGER USER; DELETE FROM tb_post WHERE pk_post = 7;
        ALTER TABLE tb_post ENABLE TRIGGER USER`);
      await query('SELECT tviews.repair()');
      expect(await parked()).toEqual([post(8)]);
      await query(`INSERT INTO tb_post VALUES (7, 1, 'post 7', 7, '2026-01-01')`);
    });

    test('activate() does not stop at them', async () => {
      expect(await query('SELECT tviews.activate() AS state')).toEqual([{ state: 'active' }]);
      expect(await parked()).toEqual([post(7), post(8)]);
    });

    test('what others lock is an error like any other', async () => {
      const blocker = own.database.client;
      await blocker.query('BEGIN; LOCK TABLE tv_post IN SHARE MODE');
      await query(`BEGIN; SET LOCAL lock_timeout = '50ms'; UPDATE tb_post SET title = 'late' WHERE pk_post = 10`);
      await expect(query('COMMIT')).rejects.toMatchObject({ code: '55P03' });
      await blocker.query('ROLLBACK');
      expect(await parked()).toEqual([post(7), post(8)]);
      expect(await titles('tv_title', 'pk_title', 10)).toEqual(['post 10']);
    });
  });
});
