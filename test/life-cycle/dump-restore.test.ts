import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWithClientTools } from '../support/client-tools.ts';
import { createDatabase } from '../support/postgres.ts';
import { readCatalogLines } from './catalog-lines.ts';
import { expectWhole } from './examine.ts';
import { createShop, type Shop } from './shop-database.ts';

await describeWithClientTools('pg_dump and pg_restore', (server, tools) => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await createShop(server);
  });
  afterAll(() => shop.drop());
  test('custom', async () => {
    const target = await createDatabase(server);
    const dump = await tools.run('pg_dump', shop.database.url, ['-Fc', '-f', '/tmp/x.dump']);
    expect(dump).toMatchObject({ exitCode: 0, stderr: '' });
    const restore = await tools.run('pg_restore', target.url, ['/tmp/x.dump']);
    expect(restore).toMatchObject({ exitCode: 0, stderr: '' });
    const plain = await tools.run('pg_dump', shop.database.url, ['-s']);
    console.log(plain.stdout.replace(/CREATE FUNCTION[^]*?;\n\n/g, '').split('\n').filter(l => /^(GRANT|REVOKE|ALTER EXT|CREATE EXT|CREATE SCH|ALTER SCH|.*DEPENDS|CREATE TRIG|ALTER TABLE.*TRIGGER)/.test(l)).join('\n'));
    const a = await readCatalogLines(shop.database.client), b = await readCatalogLines(target.client);
    console.log(a.filter((x) => !b.includes(x)).map((x) => '- ' + x.slice(0, 300)).join('\n'));
    console.log(b.filter((x) => !a.includes(x)).map((x) => '+ ' + x.slice(0, 300)).join('\n'));
    console.log(a.length, b.length);
    await expectWhole(target.client, shop.roles.rename('case_application'));
    await target.drop();
  });
});
