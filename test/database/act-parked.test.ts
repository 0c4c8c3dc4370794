import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { createParkingDatabase, divides, type ParkingDatabase, parkedPost } from './parking-database.ts';

describeOnEachServer('acting upon TVIEWs that park', (server) => {
  let own: ParkingDatabase;
  beforeAll(async () => {
    own = await createParkingDatabase(server);
  });
  afterAll(() => own.drop());
  afterEach(async () => {
    await own.reset();
    expect(await own.parked()).toEqual([]);
    expect(await own.verify()).toEqual([]);
  });

  test('resume() parks what cannot be computed, and refreshes the rest', async () => {
    await own.query(`SELECT tviews.suspend('tv_post')`);
    await own.application.query(`${divides(3)}; UPDATE tb_post SET title = 'right' WHERE pk_post = 4`);
    expect(await own.parked()).toEqual([]);
    expect(await own.query(`SELECT action FROM tviews.resume('tv_post')`)).toEqual([{ action: 'refreshed' }]);
    expect(await own.parked()).toEqual([parkedPost(3)]);
    expect(await own.titles('tv_post', 'pk_post', 3, 4)).toEqual(['post 3', 'right']);
  });

  test('refresh() tries a parked key again, and parks it again', async () => {
    await own.application.query(divides(3));
    await own.query(`SELECT tviews.refresh('tv_post', '[3, 4]')`);
    expect(await own.parked()).toEqual([parkedPost(3)]);
  });

  test('flush_returning() has rows that were refreshed, and none that is parked', async () => {
    await own.query(`BEGIN; ${divides(3)}; UPDATE tb_post SET title = 'right' WHERE pk_post = 4`);
    const rows = await own.query(`SELECT key FROM tviews.flush_returning() WHERE tview = 'tv_post'::regclass`);
    await own.query('ROLLBACK');
    expect(rows).toEqual([{ key: { pk_post: 4 } }]);
  });

  test('max_affected_keys refuses the write, and parks nothing', async () => {
    await expect(
      own.query(`BEGIN; SET LOCAL tviews.max_affected_keys = 1; ${divides(3, 4)}; COMMIT`),
    ).rejects.toMatchObject({ code: '53400' });
    await own.query('ROLLBACK');
  });
});
