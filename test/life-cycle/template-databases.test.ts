import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, describeOnEachServer } from '../support/postgres.ts';
import { readCatalogLines } from './catalog-lines.ts';
import { expectWhole } from './examine.ts';
import { createShop, type Shop } from './shop-database.ts';

describeOnEachServer('a database that was made from a template', (server) => {
  let shop: Shop;
  let expected: readonly string[];
  beforeAll(async () => {
    shop = await createShop(server);
    expected = await readCatalogLines(shop.database.client);
    // Nobody may be connected to a template.
    await Promise.all([shop.owner.end(), shop.database.client.end()]);
  });
  afterAll(() => shop.drop());

  test.each(['wal_log', 'file_copy'] as const)('is what the template is (%s)', async (strategy) => {
    const copy = await createDatabase(server, { template: shop.database.name, strategy });
    try {
      expect(await readCatalogLines(copy.client)).toEqual(expected);
      await expectWhole(copy.client, shop.roles.rename('case_application'));
    } finally {
      await copy.drop();
    }
  });
});
