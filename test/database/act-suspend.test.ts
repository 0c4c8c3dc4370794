import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { type ActDatabase, createActDatabase, oddTview } from './act-database.ts';

describeOnEachServer('suspend() and resume()', (server) => {
  let own: ActDatabase;
  beforeAll(async () => {
    own = await createActDatabase(server);
  });
  afterAll(() => own.drop());
  afterEach(async () => {
    await own.query('ROLLBACK; SELECT tviews.resume()');
    expect(await own.stale()).toEqual([]);
    expect(await own.state()).toBe('active');
    expect(await own.query('SELECT FROM tviews.missed')).toEqual([]);
    expect(await own.query('SELECT FROM tviews.queue')).toEqual([]);
  });

  const names = async (tview: string) =>
    (await own.query(`SELECT DISTINCT name FROM ${tview} WHERE name LIKE 'new%' ORDER BY name`)).map(
      ({ name }) => name,
    );

  test('leave a TVIEW and its readers as they were, then make both right', async () => {
    await own.query(`SELECT tviews.suspend('tv_post')`);
    await own.application.query(`UPDATE tb_author SET name = 'new 1' WHERE pk_author = 1`);
    expect([await names('tv_post'), await names('tv_card')]).toEqual([[], []]);
    expect(await own.query(`SELECT tview::text, action FROM tviews.resume('tv_post')`)).toEqual([
      { tview: 'tv_post', action: 'refreshed' },
    ]);
    expect([await names('tv_post'), await names('tv_card')]).toEqual([['new 1'], ['new 1']]);
  });

  test('do not keep others from being refreshed', async () => {
    await own.query(`SELECT tviews.suspend('tv_post')`);
    await own.application.query(`UPDATE tb_post SET title = 'other' WHERE pk_post = 3`);
    expect(await own.query('SELECT title FROM tv_title WHERE pk_title = 3')).toEqual([{ title: 'other' }]);
    expect(await own.stale()).toHaveLength(1);
  });

  test('are told by status() and health_check(), with whom and since when', async () => {
    await own.query(`SELECT tviews.suspend('tv_post')`);
    expect(await own.state()).toBe('suspended');
    const [finding] = await own.query('SELECT * FROM tviews.health_check()');
    expect(finding).toMatchObject({ status: 'suspended-tview', component: 'public.tv_post', severity: 'error' });
    expect(finding?.message).toMatch(/^not refreshed since \d{4}.*, suspended by case_owner_\w+\. Run SELECT/);
  });

  test('follow rows that came and went, moved, and changed twice', async () => {
    await own.query(`SELECT tviews.suspend('tv_post')`);
    for (const sql of [
      `INSERT INTO tb_post VALUES (900, 1, 'a'), (901, 2, 'b')`,
      'DELETE FROM tb_post WHERE pk_post IN (900, 7)',
      `UPDATE tb_post SET fk_author = 3 WHERE pk_post = 901`,
      `UPDATE tb_author SET name = 'new 3' WHERE pk_author = 3`,
      `UPDATE tb_post SET pk_post = 902 WHERE pk_post = 901`,
      'DELETE FROM tb_author WHERE pk_author = 5',
      `BEGIN; UPDATE tb_author SET name = 'never'; ROLLBACK`,
    ])
      await own.application.query(sql);
    expect(await own.query(`SELECT action FROM tviews.resume('tv_post')`)).toEqual([{ action: 'refreshed' }]);
  });

  test.each([
    ['a TRUNCATE', 'TRUNCATE tb_author'],
    ['more than half of the rows', `INSERT INTO tb_post SELECT n, 1, 'many' FROM generate_series(1000, 3000) AS n`],
  ])('compare all rows after %s', async (_, sql) => {
    await own.query(`SELECT tviews.suspend('tv_post')`);
    await own.application.query(sql);
    await own.application.query(`UPDATE tb_post SET title = 'after' WHERE pk_post = 9`);
    expect(await own.query(`SELECT action FROM tviews.resume('tv_post')`)).toEqual([{ action: 'rebuilt' }]);
  });

  test('compare all rows where what was noted is lost, as in a crash or a dump', async () => {
    await own.query(`SELECT tviews.suspend('tv_post')`);
    await own.application.query(`UPDATE tb_post SET title = 'lost' WHERE pk_post = 9`);
    await own.query('TRUNCATE tviews.missed');
    await own.application.query(`UPDATE tb_post SET title = 'kept' WHERE pk_post = 8`);
    expect(await own.query(`SELECT action FROM tviews.resume('tv_post')`)).toEqual([{ action: 'rebuilt' }]);
  });

  test('compare all rows after activate(), which keeps it suspended', async () => {
    await own.query(`SELECT tviews.suspend('tv_post')`);
    await own.application.query(`UPDATE tb_post SET title = 'before' WHERE pk_post = 9`);
    await own.query('SELECT tviews.activate()');
    expect(await own.state()).toBe('suspended');
    expect(await own.query(`SELECT action FROM tviews.resume('tv_post')`)).toEqual([{ action: 'rebuilt' }]);
  });

  test('take all TVIEWs where none is named, whatever their kind and name', async () => {
    await own.query('SELECT tviews.suspend()');
    await own.application.query(`UPDATE tb_sale SET amount = amount + 1; UPDATE tb_post SET title = 'all' WHERE pk_post = 4;
      UPDATE "tb_it's; \\ ""odd""" SET "da""ta" = 'changed'`);
    expect((await own.stale()).length).toBeGreaterThan(3);
    expect(await own.query('SELECT tview FROM tviews.resume()')).toHaveLength(6);
    expect(await own.query(`SELECT "da""ta" AS data FROM ${oddTview}`)).toEqual([
      { data: 'changed' },
      { data: 'changed' },
    ]);
  });

  test('may be in the transaction that writes, before and after', async () => {
    await own.query(`BEGIN; UPDATE tb_post SET title = 'one' WHERE pk_post = 11; SELECT tviews.suspend('tv_post');
      UPDATE tb_post SET title = 'two' WHERE pk_post = 12; SELECT tviews.resume('tv_post');
      UPDATE tb_post SET title = 'three' WHERE pk_post = 13; COMMIT`);
    expect(await own.state()).toBe('active');
  });

  test.each(['rebuild', 'repair'])('%s() of a suspended TVIEW is refused', async (name) => {
    await own.query(`SELECT tviews.suspend('tv_post')`);
    expect(await own.failure(own.owner, `SELECT tviews.${name}('tv_post')`)).toBe('55000');
  });

  test('repair() of all leaves it alone', async () => {
    await own.query(`SELECT tviews.suspend('tv_post')`);
    await own.application.query(`UPDATE tb_post SET title = 'suspended' WHERE pk_post = 14`);
    expect(await own.query('SELECT * FROM tviews.repair()')).toEqual([]);
    expect(await own.state()).toBe('suspended');
  });

  test('what does not go: another isolation level, what is no TVIEW', async () => {
    await own.query(`SELECT tviews.suspend('tv_post')`);
    expect(await own.failure(own.owner, `BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT tviews.resume('tv_post')`)).toBe(
      '25001',
    );
    expect(await own.failure(own.owner, `SELECT tviews.suspend('tb_post')`)).toBe('42809');
  });
});
