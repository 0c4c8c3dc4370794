import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWithClientTools } from '../support/client-tools.ts';
import { complete } from '../upgrades/complete.ts';
import { expectWhole, readReport } from './examine.ts';
import { createShop, type Shop } from './shop-database.ts';
import { createWorkplace, type Mode, type Workplace } from './workplace.ts';

const custom = ['-Fc', '-f', '{dump}'];

const modes: Readonly<Record<string, Mode>> = {
  plain: {
    dump: [['-f', '{dump}']],
    restore: [['psql', '-qX', '-o', '/dev/null', '-v', 'ON_ERROR_STOP=1', '-f', '{dump}']],
  },
  'custom, in parallel': { dump: [custom], restore: [['pg_restore', '-j2', '{dump}']] },
  'section by section': {
    dump: [custom],
    restore: [
      ['pg_restore', '--section=pre-data', '{dump}'],
      ['pg_restore', '--section=data', '{dump}'],
      ['pg_restore', '--section=post-data', '{dump}'],
    ],
  },
};

await describeWithClientTools('a database dumped while TVIEWs are filled', (server, tools) => {
  let shop: Shop;
  let workplace: Workplace;
  beforeAll(async () => {
    shop = await createShop(server);
    workplace = await createWorkplace(server, tools);
    const { client } = shop.database;
    await client.query(`SET session_replication_role = replica; DELETE FROM tv_customer WHERE pk_customer < 12;
      DELETE FROM sales.tv_item WHERE pk_item > 20; RESET session_replication_role`);
    await client.query("SET tviews.fill = 'later'; SELECT tviews.activate()");
    for (let batch = 0; batch < 2; batch++) await client.query('SELECT tviews.backfill(1)');
  });
  afterAll(async () => {
    await workplace.cleanUp();
    await shop.drop();
  });

  test.each(Object.entries(modes))('is as incomplete when restored, and can be completed: %s', async (_, mode) => {
    const report = await readReport(shop.database.client);
    expect(report.state).toMatch(/^incomplete/);
    const dumped = await workplace.dump(shop, mode);
    const target = await workplace.createTarget();
    const { client } = target;
    await workplace.restore(dumped, target);
    expect(await readReport(client)).toEqual(report);
    await complete(client);
    await expectWhole(client, shop.roles.rename('case_application'));
  });
});
