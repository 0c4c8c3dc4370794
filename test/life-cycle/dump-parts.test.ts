import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ClientTools, describeWithClientTools } from '../support/client-tools.ts';
import type { TestDatabase } from '../support/postgres.ts';
import { expectEqual, expectWhole, readReport } from './examine.ts';
import { createShop, parkedOrder, type Shop } from './shop-database.ts';
import { createWorkplace, type Workplace } from './workplace.ts';

const custom = ['-Fc', '-f', '{dump}'];

await describeWithClientTools('a part of a database, dumped or restored', (server, tools) => {
  let shop: Shop;
  let application: string;
  let workplace: Workplace;
  beforeAll(async () => {
    shop = await createShop(server);
    application = shop.roles.rename('case_application');
    workplace = await createWorkplace(server, tools);
  });
  afterAll(async () => {
    await workplace.cleanUp();
    await shop.drop();
  });
  /** A copy of the shop, and the dump that it came from. */
  const copyShop = async (...dumpArguments: string[]): Promise<{ copy: TestDatabase; dump: string }> => {
    const mode = await workplace.dump(shop, { dump: [custom], restore: [['pg_restore', '{dump}']] });
    const copy = await workplace.createTarget(shop.roles.rename('case_owner'));
    await workplace.restore(mode, copy);
    const part = await workplace.dump(shop, { dump: [[...custom, ...dumpArguments]], restore: [['psql', '{dump}']] });
    return { copy, dump: part.restore[0]?.[1] ?? '' };
  };
  const rowsOf = async (client: pg.Client, sql: string) => (await client.query(sql)).rows;
  const tviews = `SELECT relname FROM pg_class WHERE relname LIKE 'tv\\_%' AND relkind = 'r'`;
  const parkedRow = `SELECT FROM tv_order WHERE pk_order = ${parkedOrder}`;

  test.each([['--single-transaction'], ['--disable-triggers']])('the schema first, then the rows, %s', async (how) => {
    const [schema, rows] = await Promise.all(
      [['--schema-only'], ['--data-only', how]].map((part) =>
        workplace.dump(shop, { dump: [custom], restore: [['pg_restore', ...part, '{dump}']] }),
      ),
    );
    const target = await workplace.createTarget();
    if (schema !== undefined) await workplace.restore(schema, target);
    expect((await readReport(target.client)).state).toBe('active');
    if (rows !== undefined) await workplace.restore(rows, target);
    await expectWhole(target.client, application);
  });

  test('the schema first, then the rows, each table on its own: complaints, and the same result', async () => {
    const { restore } = await workplace.dump(shop, { dump: [custom], restore: [['pg_restore', '{dump}']] });
    const dump = restore[0]?.[1] ?? '';
    const target = await workplace.createTarget();
    await tools.run('pg_restore', target.url, ['--schema-only', dump]);
    const { exitCode, stderr } = await tools.run('pg_restore', target.url, ['--data-only', dump]);
    expect(exitCode).toBe(1);
    const errors = stderr.split('\n').filter((line) => line.includes('ERROR'));
    expect(errors).toHaveLength(4);
    for (const error of errors) expect(error).toMatch(/duplicate key value violates unique constraint "tv_\w+_pkey"/);
    expect(await rowsOf(target.client, parkedRow)).toEqual([]);
    await expectWhole(target.client, application);
  });

  test('rows into a schema that migrations have made and activate() has filled', async () => {
    const mode = await workplace.dump(shop, {
      dump: [['--data-only', '-f', '{dump}']],
      restore: [['psql', '-qX1', '-o', '/dev/null', '-v', 'ON_ERROR_STOP=1', '-f', '{dump}']],
    });
    const { copy } = await copyShop();
    await copy.client.query('TRUNCATE tb_customer, tb_order, sales.tb_item, tb_visit; SELECT tviews.activate()');
    await workplace.restore(mode, copy);
    await expectWhole(copy.client, application);
  });

  test('the rows of one table, over those that are there', async () => {
    const { copy, dump } = await copyShop();
    await copy.client.query('DELETE FROM sales.tb_item WHERE pk_item > 10; UPDATE tb_customer SET name = upper(name)');
    await copy.client.query('TRUNCATE sales.tb_item');
    await succeed(tools.run('pg_restore', copy.url, ['--data-only', '-n', 'sales', '-t', 'tb_item', dump]));
    await expectWhole(copy.client, application);
  });

  test('one table that was dropped: with its triggers, and the views after activate()', async () => {
    const { copy, dump } = await copyShop('-t', 'sales.tb_item');
    await copy.client.query('DROP TABLE sales.tb_item CASCADE');
    await succeed(tools.run('pg_restore', copy.url, [dump]));
    expect((await readReport(copy.client)).findings).toEqual([
      'error missing-view public.v_order',
      'error missing-view sales.v_item',
      'error parked-keys public.tv_order',
    ]);
    await expect(copy.client.query('UPDATE sales.tb_item SET price = 0')).rejects.toThrow(/could not refresh/);
    await copy.client.query('SELECT tviews.activate()');
    await expectWhole(copy.client, application);
  });

  test('one table that was dropped, taken out of a dump of all: without its triggers, which is told', async () => {
    const { copy, dump } = await copyShop();
    await copy.client.query('DROP TABLE sales.tb_item CASCADE');
    await succeed(tools.run('pg_restore', copy.url, ['-n', 'sales', '-t', 'tb_item', dump]));
    expect((await readReport(copy.client)).findings).toContain('error missing-trigger sales.tb_item');
    await copy.client.query(`UPDATE tb_order SET parts = 3`);
    await copy.client.query(`SELECT tviews.activate()`);
    await copy.client.query(`DELETE FROM sales.tb_item WHERE pk_item % 2 = 0; UPDATE tb_order SET parts = 3`);
    await expectEqual(copy.client);
    expect(await readReport(copy.client)).toEqual({
      state: 'active',
      findings: [
        // pg_restore --table brings no indexes and constraints.
        'info missing-index sales.tb_item',
        'info missing-index sales.tb_item',
        'warning dropped-constraint sales.tb_item',
      ],
    });
  });

  test('all but the rows of a TVIEW, which verify() finds and repair() puts there', async () => {
    const { dump } = await copyShop('--exclude-table-data=tv_card');
    const target = await workplace.createTarget();
    await succeed(tools.run('pg_restore', target.url, [dump]));
    expect(
      await rowsOf(target.client, 'SELECT DISTINCT tview::text, difference FROM tviews.verify() ORDER BY 1'),
    ).toEqual([
      { tview: 'tv_card', difference: 'missing' },
      { tview: 'tv_order', difference: 'different' },
    ]);
    await target.client.query('SELECT tviews.repair()');
    await expectWhole(target.client, application);
  });

  test('a database in which a partition was dropped: that is told there too', async () => {
    const { copy, dump } = await copyShop();
    await copy.client.query('DROP TABLE tb_visit_100');
    await succeed(tools.run('pg_dump', copy.url, ['-Fc', '-f', dump]));
    const target = await workplace.createTarget(shop.roles.rename('case_owner'));
    await succeed(tools.run('pg_restore', target.url, [dump]));
    expect((await readReport(target.client)).findings).toContain('error dropped-partition public.tb_visit');
    await target.client.query('UPDATE tb_order SET parts = 3; SELECT tviews.activate()');
    await expectEqual(target.client);
    expect(await readReport(target.client)).toEqual({ state: 'active', findings: [] });
  });

  test.each([
    ['a table', ['-t', 'tb_order']],
    ['a TVIEW', ['-t', 'tv_order']],
    ['a schema', ['-n', 'public']],
    ['all schemas by name, without the extension', ['-n', 'public', '-n', 'sales', '-n', 'tviews']],
  ])('%s alone, elsewhere: no TVIEW comes with it', async (_, part) => {
    const { dump } = await copyShop(...part);
    const target = await workplace.createTarget();
    expect(await tools.run('pg_restore', target.url, [dump])).toMatchObject({ exitCode: 1 });
    expect(await rowsOf(target.client, tviews)).toEqual([]);
  });

  test('all schemas by name, with the extension', async () => {
    const { dump } = await copyShop('-n', 'public', '-n', 'sales', '-n', 'tviews', '-e', shop.extension);
    const target = await workplace.createTarget();
    const { stderr } = await tools.run('pg_restore', target.url, [dump]);
    const errors = stderr.split('\n').filter((line) => line.includes('ERROR'));
    expect(errors).toEqual([expect.stringContaining('schema "public" already exists')]);
    await expectWhole(target.client, application);
  });
});

async function succeed(run: ReturnType<ClientTools['run']>): Promise<void> {
  expect(await run).toMatchObject({ exitCode: 0, stderr: '' });
}
