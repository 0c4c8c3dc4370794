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
  CREATE TABLE tb_post (pk_post numeric PRIMARY KEY, fk_user integer, title text, price numeric, notes json);
  CREATE INDEX ON tb_post (fk_user);
  CREATE TABLE tb_rate (fk_user integer, rate integer);
  INSERT INTO tb_user SELECT n, 'user ' || n FROM generate_series(1, 20) AS n;
  INSERT INTO tb_post SELECT n, nullif(n % 5, 0), 'post ' || n, n, '{}' FROM generate_series(1, 50) AS n;
  INSERT INTO tb_rate SELECT n, n FROM generate_series(1, 5) AS n;
  GRANT SELECT, INSERT, UPDATE, DELETE ON tb_user, tb_post TO case_application;
`;

const definitions = {
  // json and point have no equality; 1.0 and 1.00 are equal and look different.
  'tv_post.sql': `SELECT p.pk_post, p.price, p.notes, point(p.fk_user, 1) AS place, u.name
    FROM tb_post p LEFT JOIN tb_user u ON u.pk_user = p.fk_user`,
  // NULL is a key.
  'tv_author.sql': '-- @key fk_user\nSELECT fk_user, count(*) AS posts FROM tb_post GROUP BY fk_user',
  // Reads another TVIEW.
  'tv_user.sql': `SELECT u.pk_user, u.name, a.posts FROM tb_user u LEFT JOIN tv_author a ON a.fk_user = u.pk_user`,
  // Nothing proves its key.
  'tv_rate.sql': '-- @key fk_user\nSELECT fk_user, rate FROM tb_rate',
  'tv_age.sql': '-- @refresh manually\nSELECT pk_user AS pk_age, now() AS seen FROM tb_user',
};

interface Difference {
  readonly tview: string;
  readonly key: Readonly<Record<string, unknown>>;
  readonly difference: string;
}

describeOnEachServer('verify() and repair()', (server) => {
  let roles: CaseRoles;
  let own: CaseDatabase;
  beforeAll(async () => {
    roles = await createCaseRoles(server);
    own = await createCaseDatabase(server, roles, schemaSql);
    const sources = Object.entries(definitions).map(([file, text]) => ({ file, text }));
    await installDefinitions(server, own, sources);
  });
  afterAll(async () => {
    await own.database.drop();
    await roles.drop();
  });
  beforeEach(async () => {
    await query('ROLLBACK');
    await query('SELECT tviews.repair()');
  });

  const query = async (sql: string) => (await own.owner.query(roles.rename(sql))).rows;
  const call = async (invocation: string): Promise<readonly Difference[]> =>
    (await query(`SELECT tview::text, key, difference FROM tviews.${invocation}`)) as Difference[];
  const differ = (tview: string, difference: string, ...keys: readonly Difference['key'][]) =>
    keys.map((key) => ({ tview, key, difference }));
  /** Runs statements that fire no trigger. */
  const unseen = (sql: string) =>
    own.database.client.query(`SET session_replication_role = replica; ${sql}; RESET session_replication_role`);

  test('find nothing where nothing is wrong', async () => {
    await query("UPDATE tb_post SET price = 1.00, notes = '[1]' WHERE pk_post = 3");
    expect(await call('verify()')).toEqual([]);
    expect(await call('repair()')).toEqual([]);
  });

  test('name the keys of rows that somebody wrote into a TVIEW, and make them right', async () => {
    await query(`DELETE FROM tv_user WHERE pk_user = 4;
      INSERT INTO tv_user VALUES (99, 'nobody');
      UPDATE tv_user SET name = 'forged' WHERE pk_user = 2`);
    const expected = [
      ...differ('tv_user', 'different', { pk_user: 2 }),
      ...differ('tv_user', 'missing', { pk_user: 4 }),
      ...differ('tv_user', 'superfluous', { pk_user: 99 }),
    ];
    expect(await call('verify()')).toEqual(expected);
    expect(await call("verify('tv_user')")).toEqual(expected);
    expect(await call("verify('tv_post')")).toEqual([]);
    expect(await call("repair('tv_post')")).toEqual([]);
    expect(await call('verify()')).toEqual(expected);
    expect(await call('repair()')).toEqual(expected);
    expect(await call('verify()')).toEqual([]);
  });

  test('write only the rows that differ', async () => {
    await query("UPDATE tv_user SET name = 'forged' WHERE pk_user = 2");
    const versions = () => query('SELECT pk_user, ctid, xmin FROM tv_user WHERE pk_user <> 2 ORDER BY pk_user');
    const before = await versions();
    expect(await call('repair()')).toHaveLength(1);
    expect(await versions()).toEqual(before);
  });

  test('see what no trigger reported', async () => {
    await unseen("UPDATE tb_user SET name = 'unseen' WHERE pk_user IN (1, 2)");
    const found = await call('verify()');
    expect(found.filter(({ tview }) => tview === 'tv_user')).toEqual(
      differ('tv_user', 'different', { pk_user: 1 }, { pk_user: 2 }),
    );
    expect(found.filter(({ tview }) => tview === 'tv_post')).toHaveLength(20);
    expect(await call('repair()')).toEqual(found);
    expect(await call('verify()')).toEqual([]);
  });

  test.each([
    ['a number that looks different', "UPDATE tv_post SET price = '7.00' WHERE pk_post = 7", { pk_post: 7 }],
    ['a key that looks different', "UPDATE tv_post SET pk_post = '8.0' WHERE pk_post = 8", { pk_post: 8 }],
    ['json', "UPDATE tv_post SET notes = '{ }' WHERE pk_post = 9", { pk_post: 9 }],
    ['a point', "UPDATE tv_post SET place = '(0,0)' WHERE pk_post = 11", { pk_post: 11 }],
  ])('compare byte by byte: %s', async (_, sql, key) => {
    await query(sql);
    expect(await call("verify('tv_post')")).toEqual(differ('tv_post', 'different', key));
    expect(await call("verify('tv_post', 1000)")).toEqual(differ('tv_post', 'different', key));
    await call('repair()');
    expect(await call('verify()')).toEqual([]);
  });

  test('take NULL for a key like others', async () => {
    await query('UPDATE tv_author SET posts = 0 WHERE fk_user IS NULL');
    expect(await call("verify('tv_author')")).toEqual(differ('tv_author', 'different', { fk_user: null }));
    expect(await call("verify('tv_author', 100)")).toEqual(differ('tv_author', 'different', { fk_user: null }));
    await query('DELETE FROM tv_author WHERE fk_user IS NULL');
    expect(await call("repair('tv_author')")).toEqual(differ('tv_author', 'missing', { fk_user: null }));
    expect(await call('verify()')).toEqual([]);
  });

  test('let TVIEWs follow that read a repaired one', async () => {
    await unseen('UPDATE tv_author SET posts = 1000 WHERE fk_user = 3');
    expect(await query('SELECT posts FROM v_user WHERE pk_user = 3')).toEqual([{ posts: '1000' }]);
    await call("repair('tv_author')");
    expect(await query('SELECT posts FROM tv_user WHERE pk_user = 3')).toEqual([{ posts: '10' }]);
    expect(await call('verify()')).toEqual([]);
  });

  test('count rows that are there twice', async () => {
    await query('BEGIN');
    await query('ALTER TABLE tv_user DROP CONSTRAINT tv_user_pkey; INSERT INTO tv_user TABLE tv_user');
    expect(await call("verify('tv_user')")).toHaveLength(20);
    expect(new Set((await call("verify('tv_user', 5)")).map(({ difference }) => difference))).toEqual(
      new Set(['superfluous']),
    );
    await query('ROLLBACK');
    await unseen('INSERT INTO tb_rate VALUES (1, 1)');
    expect(await call("verify('tv_rate')")).toEqual(differ('tv_rate', 'missing', { fk_user: 1 }));
    await expect(call("repair('tv_rate')")).rejects.toMatchObject({ code: '23505' });
    await unseen('DELETE FROM tb_rate WHERE ctid = (SELECT max(ctid) FROM tb_rate)');
  });

  test('compare a sample of keys, stored or missing', async () => {
    await query('DELETE FROM tv_post');
    const sample = await call("verify('tv_post', 10)");
    expect(sample).toHaveLength(10);
    expect(new Set(sample.map(({ key }) => String(key.pk_post))).size).toBe(10);
    expect(new Set(sample.map(({ difference }) => difference))).toEqual(new Set(['missing']));
    expect(await call("verify('tv_post', 1000)")).toHaveLength(50);
    await expect(call('verify(NULL, 0)')).rejects.toMatchObject({ code: '22023' });
  });

  test('drain what the transaction itself has put out of date', async () => {
    await query("BEGIN; UPDATE tb_user SET name = 'mine' WHERE pk_user = 1");
    expect(await call('verify()')).toEqual([]);
    expect(await query('SELECT name FROM tv_user WHERE pk_user = 1')).toEqual([{ name: 'mine' }]);
    await query('ROLLBACK');
  });

  test('leave a TVIEW that is refreshed manually alone unless it is named', async () => {
    await query('SELECT pg_sleep(0.001)');
    expect(await call('verify()')).toEqual([]);
    expect(await call("verify('tv_age')")).toHaveLength(20);
    expect(await call("repair('tv_age')")).toHaveLength(20);
  });

  test('refuse what is no TVIEW of the extension', async () => {
    for (const name of ['verify', 'repair']) {
      await expect(call(`${name}('tb_user')`)).rejects.toMatchObject({ code: '42809' });
      await expect(call(`${name}('v_user')`)).rejects.toMatchObject({ code: '42809' });
    }
  });

  test('compare what another version has built, and refuse where nothing is', async () => {
    for (const name of ['verify', 'repair']) {
      await query(
        "BEGIN; CREATE OR REPLACE FUNCTION tviews.active_version() RETURNS text LANGUAGE sql AS $$SELECT '0.9.0'$$",
      );
      expect(await call(`${name}()`)).toEqual([]);
      await query('DROP FUNCTION tviews.active_version()');
      await expect(call(`${name}()`)).rejects.toMatchObject({
        code: '55000',
        message: expect.stringContaining('is inactive: run SELECT tviews.activate()'),
      });
      await query('ROLLBACK');
    }
  });

  test('throw entries away that a transaction has left in the queue', async () => {
    await query("ALTER TABLE tviews.queue DISABLE TRIGGER drain; UPDATE tb_user SET name = 'left' WHERE pk_user = 5");
    await query('ALTER TABLE tviews.queue ENABLE TRIGGER drain');
    expect(await query('SELECT FROM tviews.queue')).not.toEqual([]);
    expect((await call('repair()')).length).toBeGreaterThan(0);
    expect(await query('SELECT FROM tviews.queue')).toEqual([]);
    expect(await call('verify()')).toEqual([]);
  });

  describe('rights', () => {
    test('other roles may call them when the owner grants it, and then see what it sees', async () => {
      const application = await own.database.connect(roles.rename('case_application'));
      const verify = () => application.query('SELECT * FROM tviews.verify()');
      for (const name of ['verify()', 'repair()', 'health_check()', 'differences(1, NULL)', 'active_tviews()'])
        await expect(application.query(`SELECT tviews.${name}`)).rejects.toMatchObject({ code: '42501' });
      await query('GRANT EXECUTE ON FUNCTION tviews.verify(regclass, integer) TO case_application');
      expect((await verify()).rows).toEqual([]);
      await query('SELECT tviews.activate()');
      expect((await verify()).rows, 'activate() leaves the grant').toEqual([]);
      await query('REVOKE ALL ON FUNCTION tviews.verify(regclass, integer) FROM case_application');
    });

    test('no other role writes a TVIEW', async () => {
      const application = await own.database.connect(roles.rename('case_application'));
      const attempts = ["UPDATE tv_user SET name = 'forged'", 'DELETE FROM tv_user', 'TRUNCATE tv_user'];
      for (const attempt of [...attempts, "INSERT INTO tv_user VALUES (99, 'x')"])
        await expect(application.query(attempt)).rejects.toMatchObject({ code: '42501' });
      await application.query("UPDATE tb_user SET name = 'allowed' WHERE pk_user = 1");
      expect(await call('verify()')).toEqual([]);
    });
  });

  test('raise no false alarm while others write, and repair what they do not see', async () => {
    const end = Date.now() + 1500;
    const writers = await Promise.all([1, 2, 3].map(() => own.database.connect(roles.rename('case_owner'))));
    const write = async (client: pg.Client) => {
      for (let count = 0; Date.now() < end; count++) {
        const pick = (below: number) => 1 + Math.floor(Math.random() * below);
        await client.query(`UPDATE tb_post SET fk_user = ${pick(20)}, price = price + 1 WHERE pk_post = ${pick(50)}`);
        await client.query(`UPDATE tb_user SET name = 'name ${count}' WHERE pk_user = ${pick(20)}`);
      }
    };
    const watch = async () => {
      const seen: unknown[] = [];
      while (Date.now() < end) {
        seen.push(...(await call('verify()')));
        await unseen(`DELETE FROM tv_post WHERE pk_post = 1`);
        expect((await call("repair('tv_post')")).every(({ difference }) => difference === 'missing')).toBe(true);
      }
      return seen;
    };
    const [seen] = await Promise.all([watch(), ...writers.map(write)]);
    expect(seen).toEqual([]);
    expect(await call('verify()')).toEqual([]);
    expect(await query('SELECT FROM tviews.queue')).toEqual([]);
  });
});
