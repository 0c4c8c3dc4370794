import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { blogDefinitions, blogSql, createLookDatabase, type LookDatabase, readCase } from './look-database.ts';

const definitions = {
  ...blogDefinitions,
  'tv_part.sql': '-- @on-error: park\nSELECT pk_user AS pk_part, 10 / (pk_user - 6) AS part FROM tb_user',
  'tv_today.sql': '-- @refresh manually\nSELECT pk_user AS pk_today, now()::date AS day FROM tb_user',
};

describeOnEachServer('the view tviews', (server) => {
  let own: LookDatabase;
  beforeAll(async () => {
    own = await createLookDatabase(server, blogSql, definitions);
  });
  afterAll(() => own.drop());
  afterEach(() => own.query('ROLLBACK'));

  const states = async () => {
    const rows = await own.query('SELECT name, state FROM tviews.tviews');
    return Object.fromEntries(rows.map(({ name, state }) => [String(name).replace('public.tv_', ''), state]));
  };
  const whole = { part: 'active', post: 'active', today: 'active', visited: 'active' };

  test('has a row for each TVIEW', async () => {
    const rows = await own.query(
      `SELECT name, tview::text, backing_view::text, sources::text[], key, row_estimate, state, version, manual, on_error,
        table_bytes > 0 AND index_bytes > 0 AS has_size
      FROM tviews.tviews ORDER BY name`,
    );
    const alike = { state: 'active', version: '1.0.0', has_size: true };
    const sources = ['tb_user'];
    expect(rows).toEqual(
      [
        { name: 'part', key: 'pk_part', row_estimate: '5', sources, manual: false, on_error: 'park' },
        { name: 'post', key: 'pk_post', row_estimate: '10', sources: ['tb_post', 'tb_user'] },
        { name: 'today', key: 'pk_today', row_estimate: '5', sources, manual: true },
        { name: 'visited', key: 'pk_visited', row_estimate: '10', sources: ['tb_visit', 'tv_post'] },
      ].map(({ name, key, ...rest }) => ({
        ...{ name: `public.tv_${name}`, tview: `tv_${name}`, backing_view: `v_${name}`, key: [key] },
        ...{ manual: false, on_error: 'fail' },
        ...rest,
        ...alike,
      })),
    );
  });

  test('does not guess how many rows there are', async () => {
    await own.query('BEGIN; TRUNCATE tv_visited');
    expect(await own.query("SELECT row_estimate FROM tviews.tviews WHERE tview = 'tv_visited'::regclass")).toEqual([
      { row_estimate: null },
    ]);
  });

  test('says what is parked', async () => {
    await own.query('INSERT INTO tb_user VALUES (6)');
    expect(await states()).toEqual({ ...whole, part: 'parked' });
    await own.query('DELETE FROM tb_user WHERE pk_user = 6');
    expect(await states()).toEqual(whole);
  });

  test.for<readonly [string, Readonly<Record<string, string>>]>([
    ['ALTER TABLE tb_post DISABLE TRIGGER USER', { post: 'damaged' }],
    ['ALTER TABLE tb_visit_1 DISABLE TRIGGER USER', { visited: 'damaged' }],
    ['DROP FUNCTION tviews.refresh_tv_post(integer[])', { post: 'damaged', visited: 'damaged' }],
    ['ALTER TABLE tv_visited DROP CONSTRAINT tv_visited_pkey', { visited: 'damaged' }],
    ['ALTER TABLE tb_post RENAME COLUMN title TO name', { post: 'damaged' }],
    [
      'ALTER TABLE tviews.queue DISABLE TRIGGER drain',
      { part: 'damaged', post: 'damaged', visited: 'damaged', today: 'damaged' },
    ],
    ['DROP VIEW v_visited', { visited: 'missing' }],
    ['DROP TABLE tv_visited', { visited: 'missing' }],
  ])('says what %s does', async ([statement, harmed]) => {
    await own.query(`BEGIN; ${statement}`);
    expect(await states()).toEqual({ ...whole, ...harmed });
  });

  test('shows a table that was renamed as one that is not there', async () => {
    await own.query('BEGIN; ALTER TABLE tb_visit RENAME TO tb_seen');
    expect(
      await own.query("SELECT sources::text[], state FROM tviews.tviews WHERE name = 'public.tv_visited'"),
    ).toEqual([{ sources: [null, 'tv_post'], state: 'damaged' }]);
  });

  test('shows a TVIEW that is gone by its name', async () => {
    await own.query('BEGIN; DROP TABLE tv_visited');
    const rows = await own.query(
      `SELECT tview, backing_view::text, row_estimate, table_bytes, index_bytes FROM tviews.tviews
      WHERE name = 'public.tv_visited'`,
    );
    const nothing = { tview: null, row_estimate: null, table_bytes: null, index_bytes: null };
    expect(rows).toEqual([{ ...nothing, backing_view: 'v_visited' }]);
  });

  test('version() is that of the files', async () => {
    expect(await own.query('SELECT tviews.version()')).toEqual([{ version: '1.0.0' }]);
  });
});

describeOnEachServer('the view tviews over names that need quotes', (server) => {
  let own: LookDatabase;
  beforeAll(async () => {
    const { schemaSql, definitions: quoted } = await readCase('names/quoted');
    own = await createLookDatabase(server, schemaSql, quoted);
  });
  afterAll(() => own.drop());

  test('writes them as SQL does', async () => {
    expect(await own.query('SELECT name, tview::text, key, state FROM tviews.tviews ORDER BY name')).toEqual([
      { name: 'public."tv_Order Line"', tview: '"tv_Order Line"', key: ['No'], state: 'active' },
      { name: 'public."tv_Order"', tview: '"tv_Order"', key: ['pk_Order'], state: 'active' },
    ]);
  });

  test('and sees harm to them', async () => {
    await own.query('BEGIN; ALTER TABLE "Order Line" DISABLE TRIGGER USER');
    const harmed = await own.query("SELECT name FROM tviews.tviews WHERE state = 'damaged' ORDER BY name");
    await own.query('ROLLBACK');
    expect(harmed).toEqual([{ name: 'public."tv_Order Line"' }, { name: 'public."tv_Order"' }]);
  });
});
