import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { type ActDatabase, createActDatabase, oddTview } from './act-database.ts';

describeOnEachServer('flush_returning()', (server) => {
  let own: ActDatabase;
  beforeAll(async () => {
    own = await createActDatabase(server);
  });
  afterAll(() => own.drop());

  /** What it returns after a write by a role, as `operation tview key`; nothing stays. */
  const changesSeenBy = async (client: pg.Client, ...statements: readonly string[]) => {
    await client.query('BEGIN');
    try {
      for (const sql of statements) await client.query(sql);
      const { rows } = await client.query('SELECT * FROM tviews.flush_returning()');
      expect((await own.owner.query('SELECT FROM tviews.note')).rows).toEqual([]);
      return rows.map(({ operation, tview, key }) => `${operation} ${tview} ${JSON.stringify(key)}`);
    } finally {
      await client.query('ROLLBACK');
    }
  };
  const changes = (...statements: readonly string[]) => changesSeenBy(own.owner, ...statements);

  test('returns the rows that were written, of all TVIEWs', async () => {
    expect(
      await changes(
        `INSERT INTO tb_post VALUES (500, 1, 'new')`,
        `UPDATE tb_post SET title = 'changed' WHERE pk_post = 3`,
        'DELETE FROM tb_post WHERE pk_post = 4',
      ),
    ).toEqual(
      ['tv_card', 'tv_post', 'tv_title'].flatMap((tview) => {
        const key = tview.replace('tv_', 'pk_');
        return [`update ${tview} {"${key}":3}`, `delete ${tview} {"${key}":4}`, `insert ${tview} {"${key}":500}`];
      }),
    );
  });

  test('returns the row as it is now, and none where it is gone', async () => {
    const rows = await own.trying(() =>
      own.query(`UPDATE tb_post SET title = 'now' WHERE pk_post = 3; DELETE FROM tb_post WHERE pk_post = 4;
        SELECT document FROM tviews.flush_returning() WHERE tview = 'tv_post'::regclass ORDER BY key`),
    );
    expect(rows).toEqual([{ document: { pk_post: 3, title: 'now', name: 'author 4' } }, { document: null }]);
  });

  test('leaves out rows that were refreshed and are as before', async () => {
    expect(
      await changes(
        `UPDATE tb_post SET title = 'x'`,
        `UPDATE tb_post SET title = 'post ' || pk_post WHERE pk_post > 1`,
      ),
    ).toHaveLength(3 * 1);
  });

  test('knows keys with NULL, and TVIEWs that are compared as a whole', async () => {
    expect((await changes(`INSERT INTO tb_sale VALUES (NULL, NULL, 1), ('south', 'tea', 1)`)).sort()).toEqual([
      'insert tv_share {"region":"south","product":"tea"}',
      'insert tv_total {"region":"south","product":"tea"}',
      'update tv_share {"region":"north","product":"tea"}',
      'update tv_share {"region":"north","product":null}',
      'update tv_share {"region":null,"product":null}',
      'update tv_total {"region":null,"product":null}',
    ]);
  });

  test('knows what a TRUNCATE takes away', async () => {
    const found = await changes('TRUNCATE tb_sale');
    expect(found.map((line) => line.split(' {')[0])).toEqual([
      ...Array.from({ length: 3 }, () => 'delete tv_share'),
      ...Array.from({ length: 3 }, () => 'delete tv_total'),
    ]);
  });

  test('quotes names', async () => {
    expect(await changes(`UPDATE "tb_it's; \\ ""odd""" SET "da""ta" = 'x' WHERE "pk_it's" = 2`)).toEqual([
      `update ${oddTview} {"pk_it's":2}`,
    ]);
  });

  test('returns nothing the second time, nor what flush() has drained', async () => {
    expect(
      await changes(`UPDATE tb_post SET title = 'x' WHERE pk_post = 3`, 'SELECT tviews.flush_returning()'),
    ).toEqual([]);
    expect(await changes(`UPDATE tb_post SET title = 'x' WHERE pk_post = 3`, 'SELECT tviews.flush()')).toEqual([]);
  });

  test('shows a role no TVIEW that it may not read', async () => {
    const write = `UPDATE tb_post SET title = 'x' WHERE pk_post = 3`;
    expect(await changesSeenBy(own.application, write)).toEqual([]);
    await own.query(
      'GRANT SELECT ON tv_title TO case_application; GRANT SELECT (pk_post) ON tv_post TO case_application',
    );
    expect(await changesSeenBy(own.application, write)).toEqual(['update tv_title {"pk_title":3}']);
    await own.query(
      'REVOKE SELECT ON tv_title, tv_post FROM case_application; REVOKE SELECT (pk_post) ON tv_post FROM case_application',
    );
  });

  test('shows a role no row that a policy hides, nor rows that are gone', async () => {
    await own.query(`GRANT SELECT ON tv_title TO case_application; ALTER TABLE tv_title ENABLE ROW LEVEL SECURITY;
      CREATE POLICY few ON tv_title USING (pk_title < 10)`);
    const statements = [
      `UPDATE tb_post SET title = 'x' WHERE pk_post IN (3, 30)`,
      'DELETE FROM tb_post WHERE pk_post = 4',
    ];
    expect(await changesSeenBy(own.application, ...statements)).toEqual(['update tv_title {"pk_title":3}']);
    await own.query(
      'REVOKE SELECT ON tv_title FROM case_application; DROP POLICY few ON tv_title; ALTER TABLE tv_title DISABLE ROW LEVEL SECURITY',
    );
  });

  test('nor does what it is made of', async () => {
    const write = `BEGIN; UPDATE tb_post SET title = 'x' WHERE pk_post = 3; SELECT tviews.flush_noting();`;
    await own.application.query(write);
    const { rows } = await own.application.query('SELECT * FROM tviews.noted_changes');
    expect(rows).toEqual([]);
    expect(await own.failure(own.application, 'SELECT * FROM tviews.note')).toBe('42501');
    expect(await own.failure(own.application, `SELECT tviews.seen_row('tv_post', '{"pk_post": 3}')`)).toBeUndefined();
  });
});
