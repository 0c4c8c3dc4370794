import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import {
  type CaseDatabase,
  type CaseRoles,
  createCaseDatabase,
  createCaseRoles,
  installDefinitions,
} from './case-database.ts';

const schemaSql = `
  CREATE TABLE tb_user (pk_user integer PRIMARY KEY, name text, share text);
  CREATE TABLE tb_post (pk_post integer PRIMARY KEY, fk_user integer, title text, parts integer);
  CREATE INDEX ON tb_post (fk_user);
  CREATE TABLE tb_rate (region text, product integer, rate integer);
  CREATE TABLE tb_kind (pk_kind integer NOT NULL UNIQUE, name text);
  INSERT INTO tb_user SELECT n, 'user ' || n, n FROM generate_series(1, 5) AS n;
  INSERT INTO tb_post SELECT n, 1 + n % 5, 'post ' || n, n FROM generate_series(1, 40) AS n;
  INSERT INTO tb_rate VALUES ('a', 1, 1), ('a', 2, 1);
  INSERT INTO tb_kind VALUES (1, 'one');
  CREATE FUNCTION fn_price(parts integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
  BEGIN
    IF parts = -1 THEN
      RAISE EXCEPTION 'no price' USING ERRCODE = 'P0013', DETAIL = 'Less than nothing has none.', HINT = 'Take one more.';
    ELSIF parts = -2 THEN
      RAISE EXCEPTION 'come again' USING ERRCODE = '40001';
    END IF;
    RETURN parts;
  END $$;
  GRANT SELECT, INSERT, UPDATE, DELETE ON tb_user, tb_post TO case_application;
`;

const definitions = {
  'tv_post.sql': `SELECT p.pk_post, p.fk_user, p.title, 100 / p.parts AS part, u.name
    FROM tb_post p LEFT JOIN tb_user u ON u.pk_user = p.fk_user`,
  'tv_card.sql': `SELECT t.pk_post AS pk_card, t.title, u.share::integer AS share
    FROM tv_post t LEFT JOIN tb_user u ON u.pk_user = t.fk_user`,
  'tv_price.sql': 'SELECT pk_post AS pk_price, fn_price(parts) AS price FROM tb_post',
  'tv_rate.sql': '-- @key (region, product)\nSELECT region, product, rate FROM tb_rate',
  'tv_kind.sql': 'SELECT pk_kind, name FROM tb_kind',
  'tv_slug.sql': `CREATE TABLE tv_slug AS SELECT pk_post AS pk_slug, lower(title) AS slug FROM tb_post;
    CREATE UNIQUE INDEX ON tv_slug (slug);`,
};

const tables = ['tb_user', 'tb_post', 'tb_rate', 'tb_kind'];
const tviews = ['tv_post', 'tv_card', 'tv_price', 'tv_rate', 'tv_kind', 'tv_slug'];

const divides = 'UPDATE tb_post SET parts = 0 WHERE pk_post = 7';
const correctOr =
  'Correct the row, or the expression in the definition; with -- @on-error: park in it, such writes go through.';
const healthCheck = 'SELECT * FROM tviews.health_check() says what has changed since the TVIEWs were built.';

describeOnEachServer('a drain that fails', (server) => {
  let roles: CaseRoles;
  let own: CaseDatabase;
  let application: pg.Client;
  let before: readonly string[];
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
    before = await content();
  });
  afterEach(async () => {
    await own.owner.query('ROLLBACK');
  });

  const lines = async (sql: string) => (await own.owner.query<{ line: string }>(sql)).rows.map(({ line }) => line);
  const content = () =>
    lines(
      `${[...tables, ...tviews].map((name) => `SELECT '${name} ' || t::text AS line FROM ${name} t`).join(' UNION ALL ')} ORDER BY line`,
    );
  /** What a failed transaction could leave behind, as the superuser sees it. */
  const traces = async () => {
    const { rows } = await own.database.client.query(`
      SELECT 'entry' AS left_behind FROM tviews.queue
      UNION ALL SELECT 'parked key' FROM tviews.parked
      UNION ALL SELECT 'lock' FROM pg_locks
      WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
    return rows;
  };
  const failure = async (sql: string, client = own.owner) => {
    const error = await client.query(sql).then(
      () => undefined,
      (reason: pg.DatabaseError) => reason,
    );
    await client.query('ROLLBACK');
    return error;
  };

  test.each([
    ['a division by zero', divides, '22012', 'could not refresh tv_post (pk_post = 7): division by zero', correctOr],
    [
      'one row among many',
      'UPDATE tb_post SET title = title, parts = (pk_post - 29) * 1000',
      '22012',
      'could not refresh tv_post (pk_post = 29): division by zero',
      correctOr,
    ],
    [
      'a cast, in a TVIEW that reads another one',
      `UPDATE tb_user SET name = 'x', share = 'x' WHERE pk_user = 1`,
      '22P02',
      /^could not refresh tv_card \(pk_card = \d+\): invalid input syntax for type integer: "x"$/,
      correctOr,
    ],
    [
      'a function',
      'UPDATE tb_post SET parts = -1 WHERE pk_post = 8',
      'P0013',
      'could not refresh tv_price (pk_price = 8): no price',
      'Take one more.',
    ],
    [
      'a key that is there twice',
      `INSERT INTO tb_rate VALUES ('b', 1, 1), ('a', 2, 2)`,
      '23505',
      'could not refresh tv_rate (region = a, product = 2): two rows of TVIEW tv_rate would have the key (a, 2)',
      'Name the columns that identify its rows in the definition: -- @key (a, b)',
    ],
    [
      "the user's unique index",
      `UPDATE tb_post SET title = 'POST 3' WHERE pk_post = 4`,
      '23505',
      /^could not refresh tv_slug \(pk_slug = 4\): duplicate key value violates unique constraint/,
      correctOr,
    ],
    [
      'a value too long for an index',
      `UPDATE tb_post SET title = (SELECT string_agg(md5(n::text), '') FROM generate_series(1, 500) n) WHERE pk_post = 5`,
      '54000',
      /^could not refresh tv_slug \(pk_slug = 5\): index row requires/,
      correctOr,
    ],
    [
      'a value too long for an index, in a rebuild',
      `ALTER TABLE tb_post DISABLE TRIGGER USER;
       UPDATE tb_post SET title = (SELECT string_agg(md5(n::text), '') FROM generate_series(1, 500) n) WHERE pk_post = 6;
       SELECT tviews.rebuild('tv_slug')`,
      '54000',
      /^could not refresh tv_slug \(pk_slug = 6\): index row requires/,
      correctOr,
    ],
    [
      'no key, where all rows are compared',
      `ALTER TABLE tb_kind ALTER pk_kind DROP NOT NULL; INSERT INTO tb_kind VALUES (NULL, 'none');
       SELECT tviews.rebuild('tv_kind')`,
      '23502',
      'could not refresh tv_kind: null value in column "pk_kind" of relation "tv_kind" violates not-null constraint',
      correctOr,
    ],
    [
      'a table that is renamed',
      `BEGIN; ALTER TABLE tb_post RENAME TO tb_entry; UPDATE tb_user SET name = 'x' WHERE pk_user = 1; COMMIT`,
      '42P01',
      'could not refresh tv_post: relation "public.tb_post" does not exist',
      healthCheck,
    ],
    [
      'a TVIEW that is dropped',
      `BEGIN; DROP TABLE tv_card; UPDATE tb_post SET title = 'x' WHERE pk_post = 9; COMMIT`,
      '42P01',
      /^could not refresh public.tv_card: relation "public.tv_card" does not exist$/,
      healthCheck,
    ],
  ])('says what it is about: %s', async (_, sql, code, message, hint) => {
    const error = await failure(sql);
    expect(error).toMatchObject({ code, hint });
    expect(error?.message).toMatch(message);
    expect(await content()).toEqual(before);
    expect(await traces()).toEqual([]);
  });

  test('keeps the detail, and names the function that failed', async () => {
    const error = await failure('UPDATE tb_post SET parts = -1 WHERE pk_post = 8');
    expect(error?.detail).toBe('Less than nothing has none.\nPL/pgSQL function fn_price(integer) line 4 at RAISE');
    expect((await failure(divides))?.detail).toBe('A write that a TVIEW cannot follow is refused.');
    const swapped = await failure(`UPDATE tb_post SET title = 'post 3' WHERE pk_post = 4`);
    expect(swapped?.detail).toBe('Key (slug)=(post 3) already exists.');
  });

  test.each(['COMMIT', `PREPARE TRANSACTION 'failing'`, 'SELECT tviews.flush()', 'SET CONSTRAINTS ALL IMMEDIATE'])(
    'in %s: nothing has happened, and the next transaction succeeds',
    async (drain) => {
      await own.owner.query(`BEGIN; UPDATE tb_user SET name = 'renamed' WHERE pk_user = 2; ${divides}`);
      const error = await failure(drain);
      expect(error).toMatchObject({ code: '22012', message: expect.stringContaining('tv_post (pk_post = 7)') });
      expect(await content()).toEqual(before);
      expect(await traces()).toEqual([]);
      await own.owner.query(`UPDATE tb_user SET name = name || '.' WHERE pk_user = 2`);
      expect(await lines(`SELECT name AS line FROM tv_post WHERE pk_post = 1`)).toEqual(
        await lines('SELECT name AS line FROM tb_user WHERE pk_user = 2'),
      );
    },
  );

  test('in a savepoint: what was before it stays', async () => {
    await own.owner.query(`BEGIN; UPDATE tb_user SET name = 'kept' WHERE pk_user = 3; SAVEPOINT a; ${divides}`);
    await expect(own.owner.query('SELECT tviews.flush()')).rejects.toMatchObject({ code: '22012' });
    await own.owner.query('ROLLBACK TO a; UPDATE tb_post SET parts = 50 WHERE pk_post = 7; COMMIT');
    expect(await lines('SELECT part::text AS line FROM tv_post WHERE pk_post = 7')).toEqual(['2']);
    expect(await lines(`SELECT DISTINCT name AS line FROM tv_post WHERE fk_user = 3`)).toEqual(['kept']);
    expect(await traces()).toEqual([]);
  });

  test('for a role that may write base tables only', async () => {
    const error = await failure(divides, application);
    expect(error).toMatchObject({ code: '22012', message: expect.stringContaining('tv_post (pk_post = 7)') });
    expect(await content()).toEqual(before);
  });

  describe('passes errors on that transactions are repeated for:', () => {
    test('a serialization failure', async () => {
      const error = await failure('UPDATE tb_post SET parts = -2 WHERE pk_post = 8');
      expect(error).toMatchObject({ code: '40001', message: 'come again' });
    });

    test.each([
      [`SET LOCAL lock_timeout = '50ms'`, '55P03', 'canceling statement due to lock timeout'],
      [`SET LOCAL statement_timeout = '50ms'`, '57014', 'canceling statement due to statement timeout'],
    ])('%s', async (setting, code, message) => {
      const blocker = own.database.client;
      await blocker.query('BEGIN; LOCK TABLE tv_post IN SHARE MODE');
      await own.owner.query(`BEGIN; ${setting}; UPDATE tb_post SET title = 'x' WHERE pk_post = 8`);
      const error = await failure('SELECT tviews.flush()');
      await blocker.query('ROLLBACK');
      expect(error).toMatchObject({ code, message });
      expect(await content()).toEqual(before);
      expect(await traces()).toEqual([]);
    });
  });
});
