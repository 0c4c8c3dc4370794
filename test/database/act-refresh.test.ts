import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { type ActDatabase, createActDatabase, oddTview } from './act-database.ts';

describeOnEachServer('refresh()', (server) => {
  let own: ActDatabase;
  beforeAll(async () => {
    own = await createActDatabase(server);
  });
  afterAll(() => own.drop());

  /** Changes base tables behind the triggers' back, refreshes, and says which keys are wrong still. */
  const wrongAfter = (change: string, refresh: string) =>
    own.trying(async () => {
      await own.query(`ALTER TABLE tb_post DISABLE TRIGGER USER; ALTER TABLE tb_sale DISABLE TRIGGER USER;
        ALTER TABLE "tb_it's; \\ ""odd""" DISABLE TRIGGER USER; ${change}`);
      const [row] = await own.query(`SELECT ${refresh} AS keys`);
      const differences = await own.query('SELECT key, difference FROM tviews.verify()');
      return { keys: row?.keys, wrong: differences.map(({ key, difference }) => ({ ...key, difference })) };
    });
  // Of tv_share, which nobody has refreshed.
  const allShares = 3;
  const retitle = `UPDATE tb_post SET title = 'unseen' WHERE pk_post IN (1, 2)`;

  test.each([
    ['values', '[1, 2]'],
    ['objects', '[{"pk_title": 1}, {"pk_title": 2}]'],
    ['some that no row has', '[1, 2, 77777, null]'],
    ['some twice', '[1, 2, 1]'],
  ])('makes rows right by keys that are %s', async (_, keys) => {
    const { wrong } = await wrongAfter(retitle, `tviews.refresh('tv_title', '${keys}')`);
    expect(wrong.filter((key) => 'pk_title' in key)).toEqual([]);
  });

  test('makes one key right and leaves others', async () => {
    const { keys, wrong } = await wrongAfter(retitle, `tviews.refresh('tv_title', '1')`);
    expect(keys).toBe(1);
    expect(wrong.filter((key) => 'pk_title' in key)).toEqual([{ pk_title: 2, difference: 'different' }]);
  });

  test('has TVIEWs that read it follow', async () => {
    const { wrong } = await wrongAfter(retitle, `tviews.refresh('tv_post', '[1, 2]')`);
    expect(wrong.filter((key) => 'pk_card' in key || 'pk_post' in key)).toEqual([]);
  });

  test('adds rows that were missing, and takes away those that are gone', async () => {
    const change = `DELETE FROM tb_post WHERE pk_post = 5; INSERT INTO tb_post VALUES (555, 1, 'unseen')`;
    const { wrong } = await wrongAfter(change, `tviews.refresh('tv_post', '[5, 555]')`);
    expect(wrong.filter((key) => 'pk_card' in key || 'pk_post' in key)).toEqual([]);
  });

  test('knows keys of several columns, and NULL', async () => {
    const keys = `[{"region": "north", "product": null}, {"product": null, "region": null}]`;
    const { keys: count, wrong } = await wrongAfter(
      'UPDATE tb_sale SET amount = amount + 1',
      `tviews.refresh('tv_total', '${keys}')`,
    );
    expect(count).toBe(2);
    expect(wrong).toHaveLength(1 + allShares);
  });

  test('compares all rows of a TVIEW that is always refreshed as a whole', async () => {
    const { keys, wrong } = await wrongAfter(
      'UPDATE tb_sale SET amount = amount + 1',
      `tviews.refresh('tv_share', '[{"region": "north", "product": "tea"}]')`,
    );
    expect(keys).toBeNull();
    // Of tv_total.
    expect(wrong.filter((key) => 'region' in key)).toHaveLength(3);
  });

  test('quotes names', async () => {
    const { wrong } = await wrongAfter(
      `UPDATE "tb_it's; \\ ""odd""" SET "da""ta" = 'unseen'`,
      `tviews.refresh('${oddTview.replaceAll("'", "''")}', '[1, {"pk_it''s": 2}]')`,
    );
    expect(wrong).toEqual([]);
  });

  test('takes two statements for any number of keys', async () => {
    const { keys, wrong } = await wrongAfter(
      `UPDATE tb_post SET title = 'unseen'`,
      `tviews.refresh('tv_title', (SELECT jsonb_agg(pk_post) FROM tb_post))`,
    );
    expect(keys).toBe(200);
    expect(wrong.filter((key) => 'pk_title' in key)).toEqual([]);
  });

  test.each([
    ['a column that is no key', `'tv_post', '[{"pk_post": 1, "title": "x"}]'`, '22023'],
    ['a column that is missing', `'tv_total', '[{"region": "north"}]'`, '22023'],
    ['one value for two columns', `'tv_total', '["north"]'`, '22023'],
    ['a value of another type', `'tv_post', '["one"]'`, '22P02'],
    ['no keys', `'tv_post', NULL`, '22004'],
    ['no TVIEW', `NULL, '[1]'`, '22004'],
    ['a base table', `'tb_post', '[1]'`, '42809'],
  ])('refuses %s', async (_, parameters, code) => {
    expect(await own.failure(own.owner, `SELECT tviews.refresh(${parameters})`)).toBe(code);
  });

  test('does nothing for an empty list', async () => {
    expect(await own.query(`SELECT tviews.refresh('tv_post', '[]') AS keys`)).toEqual([{ keys: 0 }]);
  });

  test('is refused for a TVIEW that is suspended', async () => {
    expect(
      await own.failure(own.owner, `BEGIN; SELECT tviews.suspend('tv_post'); SELECT tviews.refresh('tv_post', '1')`),
    ).toBe('55000');
  });
});
