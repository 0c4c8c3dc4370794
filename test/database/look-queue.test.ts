import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { blogDefinitions, blogSql, createLookDatabase, type LookDatabase } from './look-database.ts';

describeOnEachServer('queue_stats()', (server) => {
  let own: LookDatabase;
  beforeAll(async () => {
    own = await createLookDatabase(server, blogSql, blogDefinitions);
  });
  afterAll(() => own.drop());
  afterEach(() => own.query('ROLLBACK'));

  const counts = () =>
    own.query('SELECT tview::text, entries::int AS entries, left_over::int AS left_over FROM tviews.queue_stats()');
  const whole = { tview: null, entries: 0, left_over: 0 };

  test('has a row for the queue as a whole, also where it is empty', async () => {
    const rows = await own.query('SELECT * FROM tviews.queue_stats()');
    expect(rows).toEqual([
      {
        ...{ tview: null, entries: '0', left_over: '0', queue_bytes: expect.stringMatching(/^\d+$/) },
        ...{ dead_rows: expect.stringMatching(/^\d+$/), last_vacuum: null, last_autovacuum: null },
      },
    ]);
    await own.query('VACUUM tviews.queue');
    expect(await own.query('SELECT last_vacuum IS NOT NULL AS vacuumed FROM tviews.queue_stats()')).toEqual([
      { vacuumed: true },
    ]);
  });

  test('counts the entries of this transaction, and of no other one', async () => {
    const other = await own.connect('case_application');
    await other.query("BEGIN; UPDATE tb_user SET name = 'other' WHERE pk_user = 2");
    await own.query('BEGIN; UPDATE tb_post SET title = title; INSERT INTO tb_visit VALUES (1, 1)');
    expect(await counts()).toEqual([
      { ...whole, entries: 1 },
      { ...whole, tview: 'tv_visited', entries: 1 },
    ]);
    await other.query('ROLLBACK');
  });

  test('counts what transactions have left over', async () => {
    await own.query(`ALTER TABLE tviews.queue DISABLE TRIGGER drain; UPDATE tb_user SET name = 'left' WHERE pk_user = 1;
      ALTER TABLE tviews.queue ENABLE TRIGGER drain`);
    expect(await counts()).toEqual([
      { ...whole, left_over: 1 },
      { ...whole, tview: 'tv_post', left_over: 1 },
    ]);
    await own.query('SELECT tviews.repair()');
    expect(await counts()).toEqual([whole]);
  });
});
