import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { type ActDatabase, createActDatabase } from './act-database.ts';

describeOnEachServer('the audit', (server) => {
  let own: ActDatabase;
  beforeAll(async () => {
    own = await createActDatabase(server);
  });
  afterAll(() => own.drop());

  /** What statements add to it, as `action tview detail`; nothing stays. */
  const added = (sql: string) =>
    own.trying(async () => {
      await own.query(sql);
      const rows = await own.query(
        "SELECT concat_ws(' ', action, tview, detail) AS line FROM tviews.audit WHERE at > now() ORDER BY at",
      );
      return rows.map(({ line }) => line);
    });

  test('begins with the installation', async () => {
    expect(await own.query('SELECT action, tview, detail FROM tviews.audit')).toEqual([
      { action: 'install', tview: null, detail: '1.0.0' },
    ]);
  });

  test.each([
    ['activate()', 'SELECT tviews.activate()', ['activate 1.0.0']],
    ['rebuild()', `SELECT tviews.rebuild('tv_post')`, ['rebuild public.tv_post']],
    [
      'suspend() and resume()',
      `SELECT tviews.suspend('tv_post'); SELECT tviews.resume('tv_post')`,
      ['suspend public.tv_post', 'resume public.tv_post refreshed'],
    ],
    [
      'what is suspended already',
      `SELECT tviews.suspend('tv_post'), tviews.suspend('tv_post')`,
      ['suspend public.tv_post'],
    ],
    [
      'repair()',
      `ALTER TABLE tb_post DISABLE TRIGGER USER;
      UPDATE tb_post SET title = 'x' WHERE pk_post = 1; SELECT tviews.repair('tv_title')`,
      ['repair public.tv_title 1 key'],
    ],
    ['repair() of nothing', 'SELECT tviews.repair()', []],
    [
      'reinstall_triggers()',
      'ALTER TABLE tb_post DISABLE TRIGGER USER; SELECT tviews.reinstall_triggers()',
      ['reinstall triggers disabled-trigger public.tb_post'],
    ],
    [
      'the end of a backfill',
      `UPDATE tviews.part SET is_complete = false WHERE name = 'activate_tv_share'; SELECT tviews.backfill()`,
      ['backfill end public.tv_share'],
    ],
  ])('has %s', async (_, sql, lines) => {
    expect(await added(sql)).toEqual(lines);
  });

  test('says who, from where, and for how long', async () => {
    const [row] = await own.trying(() =>
      own.query(`SET LOCAL application_name = 'maintenance'; SELECT tviews.rebuild('tv_post');
        SELECT *, duration > '0' AS took FROM tviews.audit ORDER BY at DESC LIMIT 1`),
    );
    expect(row).toMatchObject({
      session_role: expect.stringMatching(/^case_owner_/),
      acting_role: expect.stringMatching(/^case_owner_/),
      client: '127.0.0.1',
      application: 'maintenance',
      took: true,
    });
  });

  test('tells a role that was given the right from the one it acts as', async () => {
    const [row] = await own.trying(() =>
      own.query(`GRANT EXECUTE ON FUNCTION tviews.rebuild(regclass) TO case_reader; SET LOCAL ROLE case_reader;
        SELECT tviews.rebuild('public.tv_post'); RESET ROLE; SELECT * FROM tviews.audit ORDER BY at DESC LIMIT 1`),
    );
    expect(row).toMatchObject({
      session_role: expect.stringMatching(/^case_owner_/),
      acting_role: expect.stringMatching(/^case_reader_/),
    });
  });

  test('may be read by whom its owner lets, also after activate(), and is not taken for a mistake', async () => {
    expect(await own.failure(own.reader, 'SELECT FROM tviews.audit')).toBe('42501');
    await own.query('GRANT SELECT, DELETE ON tviews.audit TO case_reader');
    expect((await own.query('SELECT component FROM tviews.health_check()')).map(({ component }) => component)).toEqual([
      'tviews.audit',
    ]);
    await own.query('SELECT tviews.activate()');
    expect((await own.reader.query('SELECT FROM tviews.audit')).rowCount).toBeGreaterThan(0);
    expect(await own.failure(own.reader, 'DELETE FROM tviews.audit')).toBe('42501');
    expect(await own.query('SELECT * FROM tviews.health_check()')).toEqual([]);
  });
});
