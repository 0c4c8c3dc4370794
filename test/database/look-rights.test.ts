import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { blogDefinitions, blogSql, createLookDatabase, type LookDatabase } from './look-database.ts';

describeOnEachServer('who may look', (server) => {
  let own: LookDatabase;
  let reader: pg.Client;
  beforeAll(async () => {
    own = await createLookDatabase(server, blogSql, blogDefinitions);
    reader = await own.connect('case_reader');
  });
  afterAll(() => own.drop());

  test.for([
    'SELECT tviews.version()',
    'SELECT name FROM tviews.tviews',
    'SELECT source FROM tviews.lineage',
    "SELECT tview FROM tviews.show_cascade_path('public.tb_user')",
    'SELECT tview FROM tviews.refresh_stats',
    'SELECT tview FROM tviews.performance_summary',
  ])('everyone may: %s', async (sql) => {
    expect((await reader.query(sql)).rowCount).toBeGreaterThan(0);
  });

  test('everyone may ask for indexes that are missing', async () => {
    expect((await reader.query('SELECT * FROM tviews.suggest_indexes()')).rows).toEqual([]);
  });

  test.for([
    'SELECT tviews.queue_stats()',
    "SELECT tviews.explain_refresh('tv_post', '{\"pk_post\": 1}')",
    'SELECT tviews.reset_refresh_stats()',
    'SELECT tviews.fold_refresh_log()',
    'SELECT tviews.drain_tracked(1, 1, NULL, false)',
    'SELECT tviews.refresh_statements(1)',
    "SELECT tviews.explain_and_undo('SELECT 1', '{}', '{}')",
    'SELECT tviews.check_settings()',
    'SELECT tviews.built_lineage()',
    'SELECT tviews.active_lookups()',
    'TABLE tviews.refresh_log',
    'INSERT INTO tviews.refresh_log VALUES (1, 1, 1, 1, 1, 1, 1, 1)',
    "UPDATE tviews.tviews SET state = 'active'",
  ])('nobody but the owner may: %s', async (sql) => {
    // A view over a function takes no writes at all.
    await expect(reader.query(sql)).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|55000)$/) });
  });

  test('a role that sees no base table writes it with tracking, and cannot read what was tracked', async () => {
    const writer = await own.connect('case_application');
    await writer.query("SET tviews.track = 'on'; UPDATE tb_user SET name = 'tracked' WHERE pk_user = 1");
    await expect(writer.query('TABLE tviews.refresh_log')).rejects.toMatchObject({ code: '42501' });
    const { rows } = await writer.query("SELECT keys FROM tviews.refresh_stats WHERE tview = 'tv_post'::regclass");
    expect(rows).toEqual([{ keys: '2' }]);
  });

  test('the owner may grant it, and activate() leaves that alone', async () => {
    await own.query('GRANT EXECUTE ON FUNCTION tviews.queue_stats() TO case_reader; SELECT tviews.activate()');
    expect((await reader.query('SELECT * FROM tviews.queue_stats()')).rowCount).toBe(1);
  });

  test('objects of others on the search_path change nothing', async () => {
    await own.administer(`CREATE SCHEMA trap; GRANT ALL ON SCHEMA trap TO case_reader`);
    await reader.query(`CREATE FUNCTION trap.to_regclass(text) RETURNS regclass LANGUAGE sql AS 'SELECT 1/0; SELECT NULL::regclass';
      CREATE FUNCTION trap.format(text, text) RETURNS text LANGUAGE sql AS $$SELECT 'trapped'$$;
      CREATE TEMPORARY TABLE pg_class (oid oid, reltuples real); CREATE TEMPORARY TABLE tb_post (title text);
      SET search_path = trap, pg_temp, public, pg_catalog`);
    const look = 'SELECT t.name, t.row_estimate FROM tviews.tviews AS t ORDER BY 1';
    expect((await reader.query(look)).rows).toEqual([
      { name: 'public.tv_post', row_estimate: '10' },
      { name: 'public.tv_visited', row_estimate: '10' },
    ]);
    const { rows } = await reader.query('SELECT s.tview::text FROM tviews.performance_summary AS s ORDER BY 1');
    expect(rows).toEqual([{ tview: 'tv_post' }, { tview: 'tv_visited' }]);
  });
});
