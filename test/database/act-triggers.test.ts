import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { type ActDatabase, createActDatabase } from './act-database.ts';

describeOnEachServer('reinstall_triggers()', (server) => {
  let own: ActDatabase;
  beforeAll(async () => {
    own = await createActDatabase(server);
  });
  afterAll(() => own.drop());
  afterEach(async () => {
    for (let left = true; left; )
      [{ left } = { left: false }] = (await own.query('SELECT tview IS NOT NULL AS left FROM tviews.backfill()')) as {
        left: boolean;
      }[];
    expect(await own.state()).toBe('active');
    expect(await own.query('SELECT * FROM tviews.health_check()')).toEqual([]);
    expect(await own.stale()).toEqual([]);
  });

  const reinstall = () => own.query('SELECT relation, status, tviews::text[] FROM tviews.reinstall_triggers()');

  test.each([
    ['disabled', 'ALTER TABLE tb_author DISABLE TRIGGER USER', 'disabled-trigger'],
    ['replica', 'ALTER TABLE tb_author ENABLE REPLICA TRIGGER tviews_update', 'replica-trigger'],
  ])('puts triggers back that are %s, and says which TVIEWs may have missed something', async (_, sql, status) => {
    const [trigger] = await own.query(
      `SELECT tgname FROM pg_trigger WHERE tgrelid = 'tb_author'::regclass AND tgname LIKE '%update'`,
    );
    await own.query(sql.replace('tviews_update', trigger?.tgname));
    await own.query(`UPDATE tb_author SET name = name || '!' WHERE pk_author = 1`);
    expect(await reinstall()).toEqual([{ relation: 'public.tb_author', status, tviews: ['tv_post'] }]);
    expect(await own.state()).toBe('incomplete');
    // From now on writes are followed.
    await own.query(`UPDATE tb_author SET name = 'seen' WHERE pk_author = 2`);
    expect(await own.query(`SELECT DISTINCT name FROM tv_post WHERE name = 'seen'`)).toHaveLength(1);
  });

  test('puts triggers back that are gone', async () => {
    await own.query(`DO $$ DECLARE t record; BEGIN
      FOR t IN SELECT tgname FROM pg_trigger WHERE tgrelid = 'tb_post'::regclass LOOP EXECUTE format('DROP TRIGGER %I ON tb_post', t.tgname); END LOOP;
    END $$`);
    expect(await reinstall()).toEqual([
      { relation: 'public.tb_post', status: 'missing-trigger', tviews: ['tv_post', 'tv_title'] },
    ]);
  });

  test('puts the one that starts drains back', async () => {
    await own.query('ALTER TABLE tviews.queue DISABLE TRIGGER drain');
    await own.query(`UPDATE tb_author SET name = 'not drained' WHERE pk_author = 3`);
    expect(await reinstall()).toMatchObject([{ relation: 'tviews.queue', status: 'disabled-trigger' }]);
    await own.query('SELECT tviews.repair()');
  });

  test('touches nothing where all is well', async () => {
    expect(await reinstall()).toEqual([]);
  });
});
