import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { createParkingDatabase, differs, divides, type ParkingDatabase, parkedPost } from './parking-database.ts';

describeOnEachServer('what is parked', (server) => {
  let database: ParkingDatabase;
  beforeAll(async () => {
    database = await createParkingDatabase(server);
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    await database.reset();
    expect(await database.parked()).toEqual([]);
  });

  test('parks all keys of a TVIEW that is computed as a whole, and does not compare it', async () => {
    const scores = (...keys: readonly number[]) =>
      keys.map((key) => ({ tview: 'public.tv_score', key: { pk_score: key }, sqlstate: '22012' }));
    await database.query('UPDATE tb_score SET points = -4 WHERE pk_score = 1');
    await database.query('UPDATE tb_score SET points = 8 WHERE pk_score = 4');
    expect(await database.parked()).toEqual(scores(1, 2, 4));
    expect(await database.verify()).toEqual([differs('tv_score', null)]);
    await database.query('SELECT tviews.repair()');
    expect(await database.parked()).toEqual(scores(1, 2, 3, 4));
    await database.query('UPDATE tb_score SET points = 3 WHERE pk_score = 1');
    expect(await database.parked()).toEqual(scores(3, 4));
    await database.query('SELECT tviews.repair()');
    expect(await database.parked()).toEqual([]);
    expect(await database.verify()).toEqual([]);
  });

  test('rows that swap values are refreshed together, or parked until repair()', async () => {
    await database.query(`UPDATE tb_user SET name = 'user ' || (3 - pk_user) WHERE pk_user IN (1, 2)`);
    expect(await database.parked()).toEqual([]);
    await database.query(
      `UPDATE tb_user SET name = CASE WHEN pk_user = 3 THEN 'USER 4' ELSE 'user ' || pk_user END WHERE pk_user <= 3`,
    );
    expect(await database.parked()).toContainEqual({ tview: 'public.tv_slug', key: { pk_slug: 3 }, sqlstate: '23505' });
    await database.query(`UPDATE tb_user SET name = 'user 3' WHERE pk_user = 3; SELECT tviews.repair()`);
    expect(await database.parked()).toEqual([]);
    expect(await database.verify()).toEqual([]);
  });

  test('verify() names what it cannot compare where nothing is parked', async () => {
    await database.query(`ALTER TABLE tb_rate DISABLE TRIGGER USER; UPDATE tb_rate SET rate = 0 WHERE region = 'a';
      ALTER TABLE tb_rate ENABLE TRIGGER USER`);
    await expect(database.verify()).rejects.toMatchObject({
      code: '22012',
      message: 'could not compare public.tv_rate with public.v_rate: division by zero',
      hint: "SELECT tviews.rebuild('public.tv_rate') says which key it is.",
    });
    await database.query(`SELECT tviews.rebuild('public.tv_rate')`);
    expect(await database.parked()).toHaveLength(1);
    await database.query('UPDATE tb_rate SET rate = 2');
    expect(await database.parked()).toEqual([]);
  });

  describe('is reported and repaired', () => {
    beforeEach(() => database.query(divides(7, 8)));

    test('health_check() says so', async () => {
      const findings = await database.query('SELECT * FROM tviews.health_check()');
      expect(findings).toEqual([
        {
          status: 'parked-keys',
          component: 'public.tv_post',
          message: expect.stringMatching(
            /^2 keys are not refreshed since .*, the last of them for: division by zero\. .*repair/,
          ),
          severity: 'error',
        },
      ]);
    });

    test('verify() names them, and compares the others', async () => {
      const found = [differs('tv_post', { pk_post: 7 }), differs('tv_post', { pk_post: 8 })];
      expect(await database.verify()).toEqual(found);
      expect(await database.query(`SELECT tview::text, key, difference FROM tviews.verify('tv_post', 10)`)).toEqual(
        found,
      );
      await database.query(`UPDATE tv_post SET title = 'forged' WHERE pk_post = 9`);
      expect(await database.verify()).toEqual([differs('tv_post', { pk_post: 9 }), ...found]);
    });

    test('repair() and rebuild() make right what they can', async () => {
      await database.query(`ALTER TABLE tb_post DISABLE TRIGGER USER;
        UPDATE tb_post SET parts = 7 WHERE pk_post = 7;
        UPDATE tb_post SET title = 'unseen' WHERE pk_post = 9;
        ALTER TABLE tb_post ENABLE TRIGGER USER`);
      await database.query(`SELECT tviews.repair('tv_post')`);
      expect(await database.parked()).toEqual([parkedPost(8)]);
      expect(await database.titles('tv_post', 'pk_post', 7, 8, 9)).toEqual(['parked', 'post 8', 'unseen']);
      await database.query(`ALTER TABLE tb_post DISABLE TRIGGER USER;
        UPDATE tb_post SET parts = 8 WHERE pk_post = 8;
        ALTER TABLE tb_post ENABLE TRIGGER USER`);
      await database.query(`SELECT tviews.rebuild('tv_post')`);
      expect(await database.parked()).toEqual([]);
      expect(await database.titles('tv_card', 'pk_card', 7, 8, 9)).toEqual(['parked', 'parked', 'unseen']);
    });

    test('repair() forgets keys that are not there any more', async () => {
      await database.query(`ALTER TABLE tb_post DISABLE TRIGGER USER; DELETE FROM tb_post WHERE pk_post = 7;
        ALTER TABLE tb_post ENABLE TRIGGER USER`);
      await database.query('SELECT tviews.repair()');
      expect(await database.parked()).toEqual([parkedPost(8)]);
      await database.query(`INSERT INTO tb_post VALUES (7, 1, 'post 7', 7, '2026-01-01')`);
    });

    test('activate() does not stop at them', async () => {
      expect(await database.query('SELECT tviews.activate() AS state')).toEqual([{ state: 'active' }]);
      expect(await database.parked()).toEqual([parkedPost(7), parkedPost(8)]);
    });

    test('what others lock is an error like any other', async () => {
      const blocker = database.administrator;
      await blocker.query('BEGIN; LOCK TABLE tv_post IN SHARE MODE');
      await database.query(
        `BEGIN; SET LOCAL lock_timeout = '50ms'; UPDATE tb_post SET title = 'late' WHERE pk_post = 10`,
      );
      await expect(database.query('COMMIT')).rejects.toMatchObject({ code: '55P03' });
      await blocker.query('ROLLBACK');
      expect(await database.parked()).toEqual([parkedPost(7), parkedPost(8)]);
      expect(await database.titles('tv_title', 'pk_title', 10)).toEqual(['post 10']);
    });
  });
});
