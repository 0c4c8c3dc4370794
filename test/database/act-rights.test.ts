import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { type ActDatabase, createActDatabase } from './act-database.ts';

/** What only the owner may call, and whom the owner grants it to. */
const calls = [
  `tviews.refresh('public.tv_post', '[1]')`,
  `tviews.rebuild('public.tv_post')`,
  'tviews.repair()',
  `tviews.suspend('public.tv_post')`,
  `tviews.resume('public.tv_post')`,
  'tviews.reinstall_triggers()',
  `tviews.uninstall('x')`,
  'tviews.activate()',
];

describeOnEachServer('rights to act', (server) => {
  let own: ActDatabase;
  beforeAll(async () => {
    own = await createActDatabase(server);
  });
  afterAll(() => own.drop());

  test.each(calls)('%s is refused to a role that reads, and to one that writes tables', async (call) => {
    for (const client of [own.reader, own.application])
      expect(await own.failure(client, `SELECT ${call}`)).toBe('42501');
  });

  test('a role that owns a base table cannot act upon the TVIEWs that read it', async () => {
    await own.query(
      'BEGIN; GRANT CREATE ON SCHEMA public TO case_application; ALTER TABLE tb_author OWNER TO case_application; COMMIT',
    );
    const owner = await own.connect('case_application');
    for (const call of calls) expect(await own.failure(owner, `SELECT ${call}`), call).toBe('42501');
    expect(
      await own.failure(owner, `BEGIN; SET LOCAL tviews.enabled = off; UPDATE tb_author SET name = 'x'; COMMIT`),
    ).toBe('42501');
    await owner.query(`UPDATE tb_author SET name = 'by its owner' WHERE pk_author = 1`);
    expect(await own.stale()).toEqual([]);
  });

  test('grants are kept by activate()', async () => {
    await own.query(
      'GRANT EXECUTE ON FUNCTION tviews.suspend(regclass), tviews.resume(regclass) TO case_reader; SELECT tviews.activate()',
    );
    await own.reader.query(`SELECT tviews.suspend('public.tv_post')`);
    expect(await own.state()).toBe('suspended');
    await own.reader.query(`SELECT tviews.resume('public.tv_post')`);
    expect(await own.state()).toBe('active');
  });

  test.each(['suspended', 'missed', 'note', 'audit'])('nobody else reads or writes %s', async (table) => {
    expect(await own.failure(own.application, `SELECT FROM tviews.${table}`)).toBe('42501');
    expect(await own.failure(own.application, `DELETE FROM tviews.${table}`)).toBe('42501');
  });

  test('what shadows names changes nothing', async () => {
    await own.application.query(`BEGIN; CREATE TEMP TABLE suspended (part text); CREATE TEMP TABLE note (xid xid8, tview text, key jsonb, operation text);
      CREATE FUNCTION pg_temp.seen_row(regclass, jsonb) RETURNS jsonb LANGUAGE sql AS $$SELECT '{}'::jsonb$$;
      UPDATE tb_post SET title = 'shadowed' WHERE pk_post = 1`);
    const { rows } = await own.application.query('SELECT * FROM tviews.flush_returning()');
    await own.application.query('COMMIT');
    expect(rows).toEqual([]);
    expect(await own.stale()).toEqual([]);
  });
});
