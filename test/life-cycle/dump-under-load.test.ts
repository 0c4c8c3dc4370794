import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWithClientTools } from '../support/client-tools.ts';
import { expectWhole } from './examine.ts';
import { createShop, type Shop } from './shop-database.ts';
import { createWorkplace, type Workplace } from './workplace.ts';

await describeWithClientTools('pg_dump while others write', (server, tools) => {
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

  /** Writes transaction after transaction until `isOver`; gives their number. */
  async function keepWriting(client: pg.Client, lane: number, isOver: () => boolean): Promise<number> {
    for (let n = 1; ; n++) {
      if (isOver()) return n;
      const order = lane * 10_000 + n;
      await client.query(`BEGIN; UPDATE tb_customer SET name = 'customer ${n} of ${lane}' WHERE pk_customer = ${8 + lane};
        INSERT INTO tb_order VALUES (${order}, ${1 + (n % 20)}, 1 + ${n} % 5);
        INSERT INTO sales.tb_item VALUES (${order}, ${order}, ${n});
        UPDATE tb_visit SET day = (day + 60) % 200 WHERE day = ${(n * 7 + lane) % 200};
        DELETE FROM tb_order WHERE pk_order = ${order - 10}; COMMIT`);
    }
  }

  test('holds a moment in which all TVIEWs equal their SELECT', async () => {
    const application = shop.roles.rename('case_application');
    const writers = await Promise.all([1, 2, 3].map(() => shop.database.connect(application)));
    let over = false;
    const writing = writers.map((client, index) => keepWriting(client, index + 1, () => over));
    const mode = { dump: [['-Fd', '-j2', '-f', '{dump}']], restore: [['pg_restore', '-j2', '{dump}'] as const] };
    const dumped = [await workplace.dump(shop, mode), await workplace.dump(shop, mode)];
    over = true;
    for (const transactions of await Promise.all(writing)) expect(transactions).toBeGreaterThan(5);
    for (const each of dumped) {
      const target = await workplace.createTarget();
      await workplace.restore(each, target);
      await expectWhole(target.client, application);
    }
    await expectWhole(shop.database.client, application);
  });
});
