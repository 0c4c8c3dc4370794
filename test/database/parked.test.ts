import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { createParkingDatabase, differs, divides, type ParkingDatabase, parkedPost } from './parking-database.ts';

describeOnEachServer('@on-error: park', (server) => {
  let database: ParkingDatabase;
  beforeAll(async () => {
    database = await createParkingDatabase(server);
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    await database.reset();
    expect(await database.parked()).toEqual([]);
  });

  test('lets the write through, refreshes what does not fail, and leaves the row of what does', async () => {
    await database.query(`${divides(7)}; UPDATE tb_post SET title = 'written' WHERE pk_post = 8`);
    expect(await database.parked()).toEqual([parkedPost(7)]);
    expect(await database.titles('tv_post', 'pk_post', 7, 8)).toEqual(['post 7', 'written']);
    expect(await database.titles('tv_card', 'pk_card', 7, 8)).toEqual(['post 7', 'written']);
    expect(await database.titles('tv_title', 'pk_title', 7, 8)).toEqual(['parked', 'written']);
  });

  test('keeps what is parked over a crash, and in a dump', async () => {
    const [kept] = await database.query(`SELECT relpersistence, 'tviews.parked'::regclass = ANY (extconfig) AS dumped
      FROM pg_class, pg_extension WHERE pg_class.oid = 'tviews.parked'::regclass AND extname ~ '^tviews_case'`);
    expect(kept).toEqual({ relpersistence: 'p', dumped: true });
  });

  test('parks a row that comes, and one that goes', async () => {
    await database.query(`INSERT INTO tb_post VALUES (9001, 1, 'new', 0, '2026-01-01')`);
    expect(await database.parked()).toEqual([parkedPost(9001)]);
    expect(await database.titles('tv_post', 'pk_post', 9001)).toEqual([]);
    await database.query('DELETE FROM tb_post WHERE pk_post = 9001');
    expect(await database.parked()).toEqual([]);
    expect(await database.verify()).toEqual([]);
  });

  test.each(['COMMIT', 'SELECT tviews.flush(); COMMIT', 'SET CONSTRAINTS ALL IMMEDIATE; COMMIT'])(
    'in %s',
    async (drain) => {
      await database.query(`BEGIN; ${divides(7)}; ${drain}`);
      expect(await database.parked()).toEqual([parkedPost(7)]);
    },
  );

  test('prepared, and rolled back', async () => {
    await database.query(`BEGIN; ${divides(7)}`);
    await database.query(`PREPARE TRANSACTION 'parked'`);
    expect(await database.parked()).toEqual([]);
    await database.query(`ROLLBACK PREPARED 'parked'`);
    expect(await database.parked()).toEqual([]);
    await database.query(`BEGIN; ${divides(8)}`);
    await database.query(`PREPARE TRANSACTION 'parked'`);
    await database.query(`COMMIT PREPARED 'parked'`);
    expect(await database.parked()).toEqual([parkedPost(8)]);
  });

  test('in a savepoint that is rolled back', async () => {
    await database.query(
      `BEGIN; ${divides(7)}; SAVEPOINT a; ${divides(8)}; SELECT tviews.flush(); ROLLBACK TO a; COMMIT`,
    );
    expect(await database.parked()).toEqual([parkedPost(7)]);
  });

  test('for a role that may write base tables only', async () => {
    await database.application.query(divides(7));
    expect(await database.parked()).toEqual([parkedPost(7)]);
    await expect(database.application.query('TABLE tviews.parked')).rejects.toMatchObject({ code: '42501' });
  });

  test.each(['REPEATABLE READ', 'SERIALIZABLE'])('at %s', async (level) => {
    await database.query(`BEGIN ISOLATION LEVEL ${level}; ${divides(7)}; COMMIT`);
    expect(await database.parked()).toEqual([parkedPost(7)]);
  });

  test('finds the few keys that fail among many', async () => {
    const failing = [1, 700, 701, 2000, 2999];
    await database.query(
      `UPDATE tb_post SET title = 'post again', parts = CASE WHEN pk_post IN (${failing.join()}) THEN 0 ELSE parts END`,
    );
    expect((await database.parked()).map(({ key }) => key?.pk_post)).toEqual(failing);
    expect(await database.query(`SELECT count(*)::integer FROM tv_post WHERE title = 'post again'`)).toEqual([
      { count: 2995 },
    ]);
    expect((await database.verify()).map(({ key }) => key.pk_post)).toEqual(failing);
  });

  test('parks the TVIEW as a whole where very many fail', async () => {
    await database.query('UPDATE tb_post SET parts = 0 WHERE pk_post > 500');
    expect(await database.parked()).toEqual([{ tview: 'public.tv_post', key: null, sqlstate: '22012' }]);
    expect(await database.verify()).toEqual([differs('tv_post', null)]);
    await database.query('UPDATE tb_post SET parts = 1 WHERE pk_post > 500');
    expect(await database.parked()).toHaveLength(1);
    await database.query('SELECT tviews.repair()');
    expect(await database.parked()).toEqual([]);
    expect(await database.verify()).toEqual([]);
  });

  test('parks the TVIEW as a whole where the way to the keys fails', async () => {
    await database.query(`UPDATE tb_post SET day = 'no day' WHERE pk_post = 7`);
    await database.query(`UPDATE tb_day SET name = 'first'`);
    const dated = { tview: 'public.tv_dated', sqlstate: '22007' };
    expect(await database.parked()).toEqual([
      { ...dated, key: { pk_dated: 7 } },
      { ...dated, key: null },
    ]);
    expect(await database.verify()).toEqual([differs('tv_dated', null)]);
    await database.query(`UPDATE tb_post SET day = '2026-01-01' WHERE pk_post = 7`);
    expect(await database.query('SELECT tview::text, key, difference FROM tviews.repair()')).toEqual([
      differs('tv_dated', null),
    ]);
    expect(await database.parked()).toEqual([]);
    expect(await database.verify()).toEqual([]);
  });

  test('parks keys of several columns, of arrays and NULL', async () => {
    await database.query('UPDATE tb_rate SET rate = 0');
    const keys = [
      { region: 'a', tags: ['x', 'y'] },
      { region: null, tags: [] },
    ];
    const found = (await database.parked()).map(({ key }) => key);
    expect(found).toHaveLength(2);
    expect(found).toEqual(expect.arrayContaining(keys));
    await database.query(`INSERT INTO tb_rate VALUES ('b', '{}', 5), ('b', '{}', 5)`);
    expect((await database.parked()).map(({ sqlstate }) => sqlstate).sort()).toEqual(['22012', '22012', '23505']);
    await database.query(`DELETE FROM tb_rate WHERE region = 'b'; UPDATE tb_rate SET rate = 2`);
    expect(await database.parked()).toEqual([]);
    expect(await database.verify()).toEqual([]);
  });

  test('above READ COMMITTED, in a TVIEW that needs no locks', async () => {
    await database.query(
      'BEGIN ISOLATION LEVEL REPEATABLE READ; UPDATE tb_score SET points = 0 WHERE pk_score = 3; COMMIT',
    );
    expect((await database.parked()).map(({ tview }) => tview)).toEqual(['public.tv_points', 'public.tv_score']);
    await database.query(
      'BEGIN ISOLATION LEVEL SERIALIZABLE; UPDATE tb_score SET points = 5 WHERE pk_score = 3; COMMIT',
    );
    expect(await database.parked()).toEqual([]);
  });

  test('takes a key out when it is refreshed again, by whatever write', async () => {
    await database.query(divides(7, 8));
    await database.query('UPDATE tb_post SET parts = 7 WHERE pk_post = 7');
    expect(await database.parked()).toEqual([parkedPost(8)]);
    await database.query(
      `UPDATE tb_user SET name = name || '.' WHERE pk_user = (SELECT fk_user FROM tb_post WHERE pk_post = 8)`,
    );
    expect(await database.parked()).toEqual([parkedPost(8)]);
    await database.query(
      'DELETE FROM tb_post WHERE pk_post = 8; INSERT INTO tb_post SELECT 8, 4, title, 8, day FROM tb_post LIMIT 1',
    );
    expect(await database.parked()).toEqual([]);
    expect(await database.titles('tv_post', 'pk_post', 7)).toEqual(['parked']);
    expect(await database.verify()).toEqual([]);
  });

  test('keeps since when a key has failed, and notes why it failed last', async () => {
    await database.query(divides(7));
    const [first] = await database.query('SELECT since, xid FROM tviews.parked');
    await database.query(`UPDATE tb_post SET title = 'parked again' WHERE pk_post = 7`);
    const [second] = await database.query('SELECT since, xid, message FROM tviews.parked');
    expect(second).toMatchObject({ since: first?.since, message: 'division by zero' });
    expect(BigInt(second?.xid)).toBeGreaterThan(BigInt(first?.xid));
  });
});
