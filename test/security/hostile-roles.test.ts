import type pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { blogDefinitions, blogSql, createLookDatabase, type LookDatabase } from '../database/look-database.ts';
import { describeOnEachServer } from '../support/postgres.ts';

/** Noted by whatever runs code of a role's: as whom it has run. */
const spySql = `CREATE TABLE spied (role text, place text); GRANT SELECT, INSERT ON spied TO PUBLIC;
  CREATE SCHEMA trap; GRANT ALL ON SCHEMA trap TO case_application, case_reader;`;

/** A function that notes who runs it, named so that another one could be meant. */
function spy(place: string, signature: string, result: string): string {
  return `CREATE FUNCTION ${signature} LANGUAGE plpgsql AS $$
    BEGIN INSERT INTO public.spied VALUES (current_user, '${place}'); RETURN ${result}; END $$;`;
}

describeOnEachServer('what a role without rights gets from the extension', (server) => {
  let own: LookDatabase;
  let reader: pg.Client;
  let writer: pg.Client;
  beforeAll(async () => {
    own = await createLookDatabase(server, `${blogSql}${spySql}`, blogDefinitions);
    [reader, writer] = await Promise.all([own.connect('case_reader'), own.connect('case_application')]);
  });
  afterAll(() => own.drop());
  afterEach(() => writer.query('ROLLBACK'));
  const secret = "UPDATE tb_post SET title = 'secret' WHERE pk_post = 1";

  test('PUBLIC may call so many functions, and each has a pinned search_path', async () => {
    const found = await own.query(`SELECT proname, prosecdef, proconfig FROM pg_proc
      WHERE pronamespace = 'tviews'::regnamespace AND has_function_privilege('public', oid, 'EXECUTE') AND proname <> 'anchor'`);
    expect(found.map(({ proname }) => proname).sort()).toEqual([
      'flush',
      'flush_noting',
      'flush_returning',
      'forget_notes',
      'list_lineage',
      'list_refresh_stats',
      'list_tviews',
      'seen_row',
      'show_cascade_path',
      'status',
      'suggest_indexes',
      'version',
    ]);
    for (const { proconfig } of found)
      expect(proconfig).toContainEqual(expect.stringMatching(/^search_path=.*, pg_temp$/));
  });

  test('what runs with the owner’s rights has a pinned search_path that ends in pg_temp', async () => {
    const found = await own.query(`SELECT oid::regprocedure::text AS name, proconfig[array_position(
        ARRAY(SELECT split_part(setting, '=', 1) FROM unnest(proconfig) WITH ORDINALITY AS s (setting, n) ORDER BY n), 'search_path')] AS path
      FROM pg_proc WHERE pronamespace = 'tviews'::regnamespace AND prosecdef`);
    expect(found.length).toBeGreaterThan(15);
    const paths = new Set(['search_path=public, pg_temp', 'search_path=pg_catalog, pg_temp']);
    expect(found.filter(({ path }) => !paths.has(String(path)))).toEqual([]);
  });

  test('a function of the reader’s is not shown what a view leaves out', async () => {
    await writer.query('BEGIN');
    await writer.query(spy('leak', 'pg_temp.leak(text) RETURNS boolean', 'true'));
    await writer.query(`${secret}; SELECT tviews.flush_noting()`);
    const { rows } = await writer.query('SELECT * FROM tviews.noted_changes WHERE pg_temp.leak(document::text)');
    expect(rows).toEqual([]);
    expect((await writer.query('TABLE spied')).rows).toEqual([]);
    await writer.query('ROLLBACK');
  });

  test('seen_row() reads with the caller’s rights, whatever it is given', async () => {
    for (const relation of ['tv_post', 'tb_post', 'tviews.part', 'tviews.audit', 'pg_authid']) {
      const { rows } = await reader
        .query(`SELECT tviews.seen_row('${relation}', '{"pk_post": 1}') AS seen`)
        .catch(() => ({ rows: [{ seen: null }] }));
      expect(rows, relation).toEqual([{ seen: null }]);
    }
    await reader.query(`CREATE TEMPORARY TABLE mine (a integer); INSERT INTO mine VALUES (1)`);
    const odd = `{"a": 1, "b\\" = k.\\"b\\" OR true; DROP TABLE mine; --": 2}`;
    await expect(reader.query('SELECT tviews.seen_row($1::regclass, $2)', ['mine', odd])).rejects.toMatchObject({
      code: '42703',
    });
    expect((await reader.query('TABLE mine')).rowCount).toBe(1);
    await reader.query('DROP TABLE mine');
  });

  test.for([
    "SELECT * FROM tviews.show_cascade_path('tviews.part')",
    "SELECT * FROM tviews.show_cascade_path('pg_authid')",
    "SELECT * FROM tviews.show_cascade_path('tv_nothing')",
    'SELECT * FROM tviews.show_cascade_path(0)',
  ])('refused: %s', async (sql) => {
    await expect(reader.query(sql)).rejects.toMatchObject({ code: expect.stringMatching(/^(42809|42P01)$/) });
  });

  test.for([
    'SELECT tviews.forget_notes()',
    'SELECT tviews.flush()',
    'SELECT * FROM tviews.flush_returning()',
    'SELECT tviews.flush_noting()',
  ])('in a transaction that has written nothing it does nothing: %s', async (sql) => {
    const before = await own.administer('SELECT xmin, * FROM tv_post ORDER BY pk_post');
    await reader.query(sql);
    expect(await own.administer('SELECT xmin, * FROM tv_post ORDER BY pk_post')).toEqual(before);
  });

  test('a writer sees of the documents that its write changes only those of TVIEWs that it may read', async () => {
    const changes = async () => {
      await writer.query('BEGIN; UPDATE tb_post SET title = title || 1 WHERE pk_post = 1');
      const { rows } = await writer.query('SELECT tview::text, document FROM tviews.flush_returning()');
      await writer.query('ROLLBACK');
      return rows.map(({ tview }) => tview);
    };
    expect(await changes()).toEqual([]);
    await own.query('GRANT SELECT (pk_post) ON tv_post TO case_application');
    expect(await changes()).toEqual([]);
    await own.query('GRANT SELECT ON tv_post TO case_application; ALTER TABLE tv_post ENABLE ROW LEVEL SECURITY');
    expect(await changes()).toEqual([]);
    await own.query('CREATE POLICY odd ON tv_post USING (pk_post % 2 = 1)');
    expect(await changes()).toEqual(['tv_post']);
    await own.query(`DROP POLICY odd ON tv_post; ALTER TABLE tv_post DISABLE ROW LEVEL SECURITY;
      REVOKE ALL ON tv_post FROM case_application`);
  });

  test('the notes of a transaction go with it, and no other one sees them', async () => {
    await own.query('GRANT SELECT ON tv_post TO case_application, case_reader');
    await writer.query(`BEGIN; ${secret}; SELECT tviews.flush_noting()`);
    expect((await reader.query('TABLE tviews.noted_changes')).rows).toEqual([]);
    expect((await writer.query('TABLE tviews.noted_changes')).rowCount).toBeGreaterThan(0);
    await writer.query('ROLLBACK');
    await expect(writer.query('TABLE tviews.note')).rejects.toMatchObject({ code: '42501' });
    await own.query('REVOKE ALL ON tv_post FROM case_application, case_reader');
  });

  test('nothing of a role’s own runs as the owner: operators, functions, casts, types and temporary tables', async () => {
    for (const schema of ['trap', 'pg_temp']) {
      await writer.query(`
        ${spy('equals', `${schema}.same(integer, integer) RETURNS boolean`, 'true')}
        ${spy('format', `${schema}.format(text, VARIADIC text[]) RETURNS text`, "''")}
        ${spy('unnest', `${schema}.unnest(integer[]) RETURNS integer`, '1')}
        ${spy('to_regclass', `${schema}.to_regclass(text) RETURNS regclass`, 'NULL')}
        ${spy('take_entries', `${schema}.take_entries(integer) RETURNS integer`, '1')}
        CREATE OPERATOR ${schema}.= (LEFTARG = integer, RIGHTARG = integer, FUNCTION = ${schema}.same);
        CREATE TABLE ${schema}.queue (xid xid8, tview integer); CREATE TABLE ${schema}.changed_rows (pk_post integer);
        CREATE TABLE ${schema}.old_rows (pk_post integer); CREATE TABLE ${schema}.new_rows (pk_post integer);
        CREATE TABLE ${schema}.tb_post (pk_post integer, title text); CREATE TABLE ${schema}.v_post (pk_post integer);
        CREATE TABLE ${schema}.pg_class (oid oid, relname name); CREATE TABLE ${schema}.pg_proc (oid oid);
        CREATE DOMAIN ${schema}.regclass AS text; CREATE DOMAIN ${schema}.jsonb AS text`);
    }
    await writer.query('SET search_path = pg_temp, trap, public, pg_catalog');
    await writer.query(`UPDATE public.tb_post SET title = 'shadowed' WHERE pk_post OPERATOR(pg_catalog.=) 2;
      UPDATE public.tb_user SET name = 'shadowed' WHERE pk_user OPERATOR(pg_catalog.=) 2;
      DELETE FROM public.tb_visit WHERE fk_post OPERATOR(pg_catalog.=) 3; INSERT INTO public.tb_visit VALUES (1, 3)`);
    await writer.query(`SELECT tviews.flush(); SELECT * FROM tviews.flush_returning(); SELECT * FROM tviews.suggest_indexes();
      TABLE tviews.tviews; TABLE tviews.lineage; TABLE tviews.performance_summary; SELECT tviews.status()`);
    // The owner, too, may have a search_path on which others create.
    await own.query(`SET search_path = trap, public, pg_catalog; SELECT tviews.rebuild('public.tv_post');
      SELECT * FROM tviews.verify(); SELECT * FROM tviews.repair(); SELECT * FROM tviews.health_check();
      SELECT tviews.refresh('public.tv_post', '[{"pk_post": 1}]'); SELECT tviews.suspend(); SELECT tviews.resume();
      SELECT tviews.explain_refresh('public.tv_post', '{"pk_post": 1}'); SELECT tviews.reinstall_triggers();
      SELECT tviews.activate(); SELECT tviews.backfill(); RESET search_path`);
    await writer.query('RESET search_path');
    const ran = await own.administer('SELECT * FROM spied');
    expect(ran.filter(({ role }) => role !== own.rename('case_application'))).toEqual([]);
    expect(await own.query('SELECT * FROM tviews.verify()')).toEqual([]);
  });

  test('settings of a writer’s neither hide a write nor let it write more', async () => {
    const settings = [
      "tviews.log_level = 'debug'",
      "tviews.track = 'on'",
      "tviews.fill = 'later'",
      "tviews.moves = 'none'",
      "tviews.max_affected_keys = '1000'",
      'standard_conforming_strings = off',
      'row_security = off',
      "plpgsql.extra_errors = 'all'",
      "TimeZone = 'Asia/Tokyo'",
      "DateStyle = 'German'",
      'transform_null_equals = on',
      "search_path = ''",
      "tviews.role = 'x'",
    ];
    for (const setting of settings) {
      const session = await own.connect('case_application');
      await session.query(`SET ${setting}`);
      await session.query(`UPDATE public.tb_post SET title = title || 'x' WHERE pk_post = 4;
        UPDATE public.tb_visit SET day = 9 - day`);
      await session.end();
      expect(await own.query('SELECT * FROM tviews.verify()'), setting).toEqual([]);
    }
  });

  test.for(["tviews.enabled = 'off'", "tviews.max_affected_keys = '1'", "tviews.log_level = 'x'"])(
    'a write under %s fails, rather than leave a TVIEW behind',
    async (setting) => {
      const session = await own.connect('case_application');
      await session.query(`SET ${setting}`);
      await expect(session.query("UPDATE tb_user SET name = name || '!'")).rejects.toThrow(
        /permission denied|affects|invalid/,
      );
      await session.end();
      expect(await own.query('SELECT * FROM tviews.verify()')).toEqual([]);
    },
  );

  test('what is set before a MERGE does not hide the rows that it moves', async () => {
    await writer.query(`SET tviews.moves = 'none'; BEGIN; SET LOCAL tviews.moves = 'none';
      MERGE INTO tb_visit AS v USING (VALUES (3)) AS s (day) ON v.day = s.day
      WHEN MATCHED THEN UPDATE SET fk_post = 7 WHEN NOT MATCHED THEN INSERT VALUES (s.day, 7); COMMIT; RESET tviews.moves`);
    expect(await own.query('SELECT * FROM tviews.verify()')).toEqual([]);
  });

  test.for([
    'SELECT tviews.activate()',
    'SELECT tviews.create_parts(true)',
    "SELECT tviews.fill_now('activate_tv_post')",
  ])('nobody else creates or empties TVIEWs: %s', async (sql) => {
    await writer.query("SET tviews.fill = 'later'");
    await expect(writer.query(sql)).rejects.toMatchObject({ code: '42501' });
  });
});
