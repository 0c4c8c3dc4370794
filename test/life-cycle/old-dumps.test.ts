import { afterAll, beforeAll, expect, test } from 'vitest';
import { withClient } from '../../src/database/connect.ts';
import { findStale, listTviews } from '../database/tviews.ts';
import { type ClientTools, describeWithClientTools } from '../support/client-tools.ts';
import { createDatabase, type TestServer, testServers } from '../support/postgres.ts';
import { expectWhole, readReport } from './examine.ts';
import { createShop, parkedOrder, type Shop } from './shop-database.ts';
import { createWorkplace, type Workplace } from './workplace.ts';

await describeWithClientTools('an old dump', (server, tools) => {
  let shop: Shop;
  let workplace: Workplace;
  beforeAll(async () => {
    shop = await createShop(server);
    workplace = await createWorkplace(server, tools);
  });
  afterAll(async () => {
    await workplace.cleanUp();
    await shop.drop();
  });

  const newerServers = testServers().filter(({ major }) => major > server.major);
  test.each(newerServers)('is restored by PostgreSQL $major', async (newer) => {
    const dump = await workplace.dump(shop, { dump: [['-Fc', '-f', '{dump}']], restore: [['pg_restore', '{dump}']] });
    await restoreOn(newer, shop, dump.restore[0] ?? [], tools);
  });

  test('under newer files is kept as the older version has it, and told', async () => {
    const mode = await workplace.dump(shop, { dump: [['-Fc', '-f', '{dump}']], restore: [['pg_restore', '{dump}']] });
    // Comes before the others in dependency order.
    await shop.build('1.1.0', {
      'tv_again.sql': 'SELECT pk_customer AS pk_again, name FROM tb_customer',
      'tv_customer.sql': 'SELECT c.pk_customer, upper(c.name) AS title FROM tb_customer c',
    });
    const target = await workplace.createTarget();
    await workplace.restore(mode, target);
    const { client } = target;
    expect(await readReport(client)).toEqual({
      state: 'outdated: run SELECT tviews.activate()',
      findings: [`error not-active ${shop.extension}`, 'error parked-keys public.tv_order'],
    });
    await client.query('UPDATE tb_order SET parts = 0 WHERE pk_order = 11');
    expect((await client.query('SELECT tview, key FROM tviews.parked ORDER BY key')).rows).toEqual(
      [parkedOrder, 11].map((key) => ({ tview: 'public.tv_order', key: { pk_order: key } })),
    );
    await client.query(`UPDATE tb_order SET parts = 3; DELETE FROM tb_customer WHERE pk_customer = 3;
      UPDATE tb_visit SET day = 199 - day WHERE fk_customer = 5; UPDATE tb_customer SET name = 'new' WHERE pk_customer < 9`);
    expect(await findStale(client, await listTviews(client))).toEqual([]);

    // The old database is its owner's, the new one is not.
    await client.query(`GRANT CREATE ON SCHEMA public TO ${shop.roles.rename('case_owner')}`);
    await expect(client.query('SELECT tviews.activate()')).rejects.toThrow(
      'cannot drop column name of table tv_customer',
    );
    await client.query('DROP VIEW report');
    expect((await client.query('SELECT tviews.activate()')).rows).toEqual([{ activate: 'active' }]);
    expect(await readReport(client)).toEqual({ state: 'active', findings: [] });
    expect((await client.query('SELECT DISTINCT title FROM tv_customer WHERE pk_customer = 1')).rows).toEqual([
      { title: 'NEW' },
    ]);
    await client.query(`UPDATE tb_order SET parts = 2; UPDATE tb_customer SET name = 'newer' WHERE pk_customer > 4`);
    expect(await findStale(client, await listTviews(client))).toEqual([]);
  });
});

/** Restores on another server, which gets the roles and the files first. */
async function restoreOn(newer: TestServer, shop: Shop, restore: readonly string[], tools: ClientTools): Promise<void> {
  const roles = ['case_owner', 'case_application', 'case_reader'].map(shop.roles.rename);
  const run = (sql: string) => withClient(newer.url, (client) => client.query(sql));
  const files = await shop.installOn(newer);
  const target = await createDatabase(newer);
  await run(`CREATE ROLE ${roles.join('; CREATE ROLE ')}`);
  try {
    const result = await tools.run('pg_restore', target.url, restore.slice(1));
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    await expectWhole(target.client, shop.roles.rename('case_application'));
  } finally {
    await target.drop();
    await run(`DROP ROLE ${roles.join(', ')}`);
    await files.remove();
  }
}
