import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { describeWithClientTools } from '../support/client-tools.ts';
import { findServerBinaries } from '../support/embedded-binaries.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../support/embedded-postgres.ts';
import { testServers } from '../support/postgres.ts';
import { expectEqual, readReport } from './examine.ts';
import { createShop, parkedOrder, type Shop } from './shop-database.ts';
import { createWorkplace, type Workplace } from './workplace.ts';

/** Suspends a TVIEW, then writes what would refresh it. */
async function leaveBehind(client: pg.ClientBase): Promise<void> {
  await client.query(`UPDATE tb_order SET parts = 3 WHERE pk_order = ${parkedOrder}`);
  await client.query(`SELECT tviews.suspend('tv_customer')`);
  await client.query(`UPDATE tb_customer SET name = name || ' behind' WHERE pk_customer <= 3`);
}

/** Expects the TVIEW to be behind, and told so, until it is resumed and all its rows are compared. */
async function expectResumable(client: pg.ClientBase): Promise<void> {
  const { state, findings } = await readReport(client);
  expect([state.split(':')[0], findings]).toEqual(['suspended', ['error suspended-tview public.tv_customer']]);
  await client.query(`UPDATE tb_customer SET name = name || ' after' WHERE pk_customer = 4`);
  expect((await client.query('SELECT tview::text, action FROM tviews.resume()')).rows).toEqual([
    { tview: 'tv_customer', action: 'rebuilt' },
  ]);
  expect(await readReport(client)).toEqual({ state: 'active', findings: [] });
  await expectEqual(client);
}

await describeWithClientTools('a suspended TVIEW that is dumped and restored', (server, tools) => {
  let shop: Shop;
  let workplace: Workplace;
  beforeAll(async () => {
    shop = await createShop(server);
    await leaveBehind(shop.owner);
    workplace = await createWorkplace(server, tools);
  });
  afterEach(() => workplace.cleanUp());
  afterAll(() => shop.drop());

  test('is suspended there, and the audit is what it was', async () => {
    const audit = async (client: pg.ClientBase) => (await client.query('SELECT * FROM tviews.audit ORDER BY at')).rows;
    const dumped = await workplace.dump(shop, { dump: [['-Fc', '-f', '{dump}']], restore: [['pg_restore', '{dump}']] });
    const target = await workplace.createTarget(dumped.restoredBy);
    await workplace.restore(dumped, target);
    expect(await audit(target.client)).toEqual(await audit(shop.owner));
    await expectResumable(target.client);
  });
});

// Servers of their own: they are killed.
const servers = testServers().filter(({ major }) => findServerBinaries(major) !== undefined);

describe.each(servers)('a suspended TVIEW whose server crashes (PostgreSQL $major)', ({ major }) => {
  let server: EmbeddedPostgres;
  beforeAll(async () => {
    server = await startEmbeddedPostgres({ major, settings: { full_page_writes: 'on' } });
  });
  afterAll(() => server.stop());

  test('is suspended afterwards, and what was noted is made up for', async () => {
    const shop = await createShop({ major, url: server.url(), extensionDirectory: server.extensionDirectory });
    await leaveBehind(shop.owner);
    await shop.owner.query('CHECKPOINT').catch(() => {});
    await shop.database.client.query('CHECKPOINT');
    for (const client of [shop.owner, shop.database.client]) client.on('error', () => {});
    await server.crash();
    const client = new pg.Client({ connectionString: server.url(shop.database.name) });
    await client.connect();
    await expectResumable(client);
    await client.end();
  });
});
