import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { readCatalogLines } from './catalog-lines.ts';
import { expectEqual, readReport } from './examine.ts';
import { createShop, parkedOrder, type Shop } from './shop-database.ts';

describeOnEachServer('what is dropped', (server) => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await createShop(server);
    await shop.owner.query(`UPDATE tb_order SET parts = 3 WHERE pk_order = ${parkedOrder}`);
  });
  afterAll(() => shop.drop());
  beforeEach(() => shop.owner.query('BEGIN'));
  afterEach(() => shop.owner.query('ROLLBACK'));
  const rename = (sql: string) => shop.roles.rename(sql).replace('EXTENSION shop', `EXTENSION ${shop.extension}`);
  const query = async (sql: string) => (await shop.owner.query(rename(sql))).rows;
  /** Runs a statement and what it has a drain do; gives the message of its error. */
  const write = async (sql: string): Promise<string | undefined> => {
    await query('SAVEPOINT before_write');
    return query(`${sql}; SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED`).then(
      () => undefined,
      async (error) => {
        await query('ROLLBACK TO before_write');
        return error.message;
      },
    );
  };

  test.each([
    ['DROP EXTENSION shop', /because other objects depend on it/],
    ['DROP SCHEMA tviews', /because other objects depend on it/],
    ['DROP SCHEMA sales', /because other objects depend on it/],
    ['DROP TABLE tb_order', /because other objects depend on it/],
    ['DROP TABLE tv_order', /because other objects depend on it/],
    ['DROP TABLE tviews.queue', /because extension \S+ requires it/],
  ])('%s is refused', async (statement, message) => {
    await expect(query(statement)).rejects.toThrow(message);
  });

  test('DROP EXTENSION says what it is about', async () => {
    const error = await query('DROP EXTENSION shop').catch((caught) => caught);
    expect(error.detail.split('\n')).toEqual(
      expect.arrayContaining([
        'table tv_order depends on table tviews.anchor',
        'view sales.v_item depends on function tviews.anchor()',
      ]),
    );
  });

  describe('leaves nothing', () => {
    test.each([
      ['DROP EXTENSION shop CASCADE', true],
      ['DROP SCHEMA tviews CASCADE', true],
      ['DROP OWNED BY case_owner', false],
      ['DROP OWNED BY case_owner CASCADE', false],
      ['DROP SCHEMA public, sales, tviews CASCADE', false],
    ])('%s', async (statement, tablesStay) => {
      await query(statement);
      const lines = await readCatalogLines(shop.owner);
      expect(lines.filter((line) => /\b(tviews[._]|tv_|v_|shop_|report)/.test(line))).toEqual([]);
      if (!tablesStay) return;
      expect(
        await write(`UPDATE tb_customer SET name = 'free'; TRUNCATE tb_visit; DELETE FROM tb_order`),
      ).toBeUndefined();
      if (statement.startsWith('DROP EXTENSION')) {
        await query('CREATE EXTENSION shop');
        expect(await readReport(shop.owner)).toEqual({ state: 'active', findings: [] });
      }
    });
  });

  const renamed = `UPDATE tb_customer SET name = 'renamed' WHERE pk_customer = 1`;
  const emptied = 'UPDATE sales.tb_item SET price = 0 WHERE pk_item = 1';

  describe('leaves TVIEWs, says so, refuses writes that lead to them, and is made good by activate()', () => {
    test.each<[string, { findings: string[]; refused?: string; accepted?: string; replace?: string }]>([
      ['DROP TABLE tv_card', { findings: ['missing-tview public.tv_card'], refused: renamed }],
      ['DROP VIEW v_card', { findings: ['missing-view public.v_card'], refused: renamed }],
      [
        'DROP TABLE tv_order CASCADE',
        {
          findings: ['missing-table public.tv_order', 'missing-tview public.tv_order', 'missing-view public.v_card'],
          refused: renamed,
        },
      ],
      [
        'DROP TABLE tb_order CASCADE',
        {
          findings: [
            'missing-table public.tb_order',
            'missing-view public.v_customer',
            'missing-view public.v_order',
            'missing-view sales.v_item',
          ],
          refused: renamed,
          replace: `CREATE TABLE tb_order (pk_order integer PRIMARY KEY, fk_customer integer, parts integer);
            INSERT INTO tb_order SELECT n, n, 2 FROM generate_series(1, 10) AS n`,
        },
      ],
      [
        'DROP SCHEMA sales CASCADE',
        {
          findings: [
            'missing-table sales.tb_item',
            'missing-tview sales.tv_item',
            'missing-view public.v_order',
            'missing-view sales.v_item',
          ],
          refused: renamed,
          replace: `CREATE SCHEMA sales;
            CREATE TABLE sales.tb_item (pk_item integer PRIMARY KEY, fk_order integer, price numeric(10, 2));
            INSERT INTO sales.tb_item SELECT n, n, n FROM generate_series(1, 10) AS n`,
        },
      ],
      ['DROP TABLE tb_visit_new', { findings: ['dropped-partition public.tb_visit'], accepted: renamed }],
      ['DROP TABLE tb_visit_100', { findings: ['dropped-partition public.tb_visit'], accepted: renamed }],
      [
        'ALTER TABLE tb_visit DETACH PARTITION tb_visit_old; DROP TABLE tb_visit_old',
        { findings: ['dropped-partition public.tb_visit'], accepted: renamed },
      ],
      [
        'DROP TABLE tb_visit_old; CREATE TABLE tb_visit_old PARTITION OF tb_visit FOR VALUES FROM (0) TO (100)',
        { findings: ['dropped-partition public.tb_visit', 'missing-trigger public.tb_visit_old'], accepted: renamed },
      ],
    ])('%s', async (statement, { findings, refused, accepted, replace }) => {
      await query(statement);
      const report = await readReport(shop.owner);
      expect(report.findings).toEqual(findings.map((finding) => `error ${finding}`).sort());
      if (refused !== undefined) expect(report.state).toMatch(/^damaged: /);
      if (refused !== undefined) expect(await write(refused)).toMatch(/^could not refresh /);
      if (accepted !== undefined) expect(await write(accepted)).toBeUndefined();
      if (replace !== undefined) await query(replace);
      expect(await query('SELECT tviews.activate()')).toEqual([{ activate: 'active' }]);
      // A table that somebody has made anew may lack the constraints and indexes of the old one.
      const { state, findings: left } = await readReport(shop.owner);
      expect({ state, left: left.filter((finding) => !/ (dropped-constraint|missing-index) /.test(finding)) }).toEqual({
        state: 'active',
        left: [],
      });
      for (const sql of [renamed, emptied, 'DELETE FROM tb_order WHERE pk_order = 3', 'TRUNCATE tb_visit']) {
        expect(await write(sql), sql).toBeUndefined();
      }
      await expectEqual(shop.owner);
    });
  });

  test('a TVIEW that is made anew has no parked keys', async () => {
    await query('UPDATE tb_order SET parts = 0 WHERE pk_order = 9');
    await query('DROP TABLE tv_order CASCADE; SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED');
    await query('ALTER TABLE tb_order DISABLE TRIGGER USER; UPDATE tb_order SET parts = 1 WHERE pk_order = 9');
    await query('SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED');
    await query('ALTER TABLE tb_order ENABLE TRIGGER USER; SELECT tviews.activate()');
    expect(await readReport(shop.owner)).toEqual({ state: 'active', findings: [] });
    await expectEqual(shop.owner);
  });

  test('a partition that is renamed is the same partition', async () => {
    await query('ALTER TABLE tb_visit_old RENAME TO tb_visit_past');
    expect((await readReport(shop.owner)).findings).toEqual([]);
  });

  test('rights that others had go with DROP OWNED, and nothing else', async () => {
    await query('RESET SESSION AUTHORIZATION');
    await query('DROP OWNED BY case_reader');
    expect((await readReport(shop.owner)).findings).toEqual([]);
    expect(await write(renamed)).toBeUndefined();
    await expectEqual(shop.owner);
  });

  test('all that belongs to a role can be given to another one', async () => {
    await query('RESET SESSION AUTHORIZATION');
    await query('REASSIGN OWNED BY case_owner TO case_application; GRANT CREATE ON SCHEMA public TO case_application');
    await query('SET ROLE case_application');
    expect((await readReport(shop.owner)).findings).toEqual([]);
    expect(await write(renamed)).toBeUndefined();
    await query('SELECT tviews.activate()');
    expect(await write(emptied)).toBeUndefined();
    await expectEqual(shop.owner);
  });
});
