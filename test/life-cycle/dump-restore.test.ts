import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBlogDatabase } from '../database/blog-database.ts';
import { describeWithClientTools } from '../support/client-tools.ts';
import { createDatabase, type TestDatabase } from '../support/postgres.ts';
import { readCatalogLines } from './catalog-lines.ts';
import { expectWhole, readReport } from './examine.ts';
import { createShop, type Shop } from './shop-database.ts';
import { createWorkplace, type Mode, type Workplace } from './workplace.ts';

const custom = ['-Fc', '-f', '{dump}'];
const stop = ['-qX', '-o', '/dev/null', '-v', 'ON_ERROR_STOP=1', '-f', '{dump}'];

const modes: Readonly<Record<string, Mode>> = {
  'plain, through psql': { dump: [['-f', '{dump}']], restore: [['psql', ...stop]] },
  'plain, in one transaction': { dump: [['-f', '{dump}']], restore: [['psql', '-1', ...stop]] },
  'plain, as INSERTs': { dump: [['--inserts', '-f', '{dump}']], restore: [['psql', ...stop]] },
  custom: { dump: [custom], restore: [['pg_restore', '{dump}']] },
  'custom, in one transaction': { dump: [custom], restore: [['pg_restore', '-1', '{dump}']] },
  'directory, in parallel': {
    dump: [['-Fd', '-j2', '-f', '{dump}']],
    restore: [['pg_restore', '-j2', '{dump}']],
  },
  'section by section': {
    dump: [custom],
    restore: [
      ['pg_restore', '--section=pre-data', '{dump}'],
      ['pg_restore', '--section=data', '-j2', '{dump}'],
      ['pg_restore', '--section=post-data', '-j2', '{dump}'],
    ],
  },
  'dumps of each section': {
    dump: ['pre-data', 'data', 'post-data'].map((section) => [`--section=${section}`, '-f', `{dump}-${section}`]),
    restore: ['pre-data', 'data', 'post-data'].map((section) => ['psql', ...stop.slice(0, -1), `{dump}-${section}`]),
  },
  'dumped by the owner, restored by a superuser': {
    dump: [custom],
    restore: [['pg_restore', '{dump}']],
    dumpedBy: 'case_owner',
  },
  'dumped and restored by the owner, who is no superuser': {
    dump: [custom],
    restore: [['pg_restore', '{dump}']],
    dumpedBy: 'case_owner',
    restoredBy: 'case_owner',
  },
};

await describeWithClientTools('a database that was dumped and restored is what it was', (server, tools) => {
  let shop: Shop;
  let workplace: Workplace;
  let expected: readonly string[];
  beforeAll(async () => {
    shop = await createShop(server);
    workplace = await createWorkplace(server, tools);
    expected = await readCatalogLines(shop.database.client);
  });
  afterAll(async () => {
    await workplace.cleanUp();
    await shop.drop();
  });
  const expectSame = async (target: TestDatabase) => {
    expect(await readCatalogLines(target.client)).toEqual(expected);
    await expectWhole(target.client, shop.roles.rename('case_application'));
  };

  test.each(Object.entries(modes))('%s', async (_, mode) => {
    const dumped = await workplace.dump(shop, mode);
    const target = await workplace.createTarget(dumped.restoredBy);
    await workplace.restore(dumped, target);
    await expectSame(target);
  });

  test.each<[string, Mode]>([
    ['custom', { dump: [custom], restore: [['pg_restore', '--clean', '--if-exists', '{dump}']] }],
    [
      'custom, in one transaction, by the owner',
      {
        dump: [custom],
        restore: [['pg_restore', '--clean', '--if-exists', '-1', '{dump}']],
        dumpedBy: 'case_owner',
        restoredBy: 'case_owner',
      },
    ],
    ['plain', { dump: [['--clean', '--if-exists', '-f', '{dump}']], restore: [['psql', ...stop]] }],
  ])('over a database that lives (--clean), %s', async (_, mode) => {
    const dumped = await workplace.dump(shop, mode);
    const target = await workplace.createTarget(dumped.restoredBy);
    await workplace.restore(dumped, target);
    await expectSame(target);
    await target.client.query('DROP INDEX sales.item_customer; DELETE FROM tb_customer WHERE pk_customer < 15');
    await workplace.restore(dumped, target);
    await expectSame(target);
  });

  test('as another owner, without the rights', async () => {
    const dumped = await workplace.dump(shop, {
      dump: [custom],
      restore: [['pg_restore', '--no-owner', '--no-privileges', '{dump}']],
      restoredBy: 'case_reader',
    });
    const target = await workplace.createTarget(dumped.restoredBy);
    await workplace.restore(dumped, target);
    await expectWhole(target.client, shop.roles.rename('case_reader'));
    const { rows } = await target.client.query(
      `SELECT DISTINCT relowner::regrole::text AS owner FROM pg_class WHERE relname ~ '^(tb_|tv_|v_|queue|parked)'`,
    );
    expect(rows).toEqual([{ owner: dumped.restoredBy }]);
  });

  test('TVIEWs that read no tables', async () => {
    const blog = await createBlogDatabase(server);
    const target = await workplace.createTarget();
    const only = 'SELECT n AS pk_only, n * 2 AS twice FROM generate_series(1, 3) AS n';
    try {
      const extension = await blog.build('tviews', { 'tv_only.sql': only });
      await blog.client.query(`CREATE EXTENSION ${extension}`);
      const mode = { dump: [custom], restore: [['pg_restore', '{dump}'] as const] };
      await workplace.restore(await workplace.dump({ database: blog, roles: shop.roles }, mode), target);
      expect(await readReport(target.client)).toEqual({ state: 'active', findings: [] });
    } finally {
      await blog.drop();
    }
  });

  test('but for texts that sort otherwise there, which verify() finds and repair() makes right', async () => {
    const blog = await createBlogDatabase(server);
    const target = await createDatabase(server, { icuLocale: 'en-US' });
    const sorted = `SELECT fk_user AS pk_sorted, string_agg(title, ',' ORDER BY title) AS titles FROM tb_post GROUP BY fk_user`;
    try {
      const extension = await blog.build('tviews', { 'tv_sorted.sql': sorted });
      await blog.client.query(`UPDATE tb_post SET title = 'Zoo' WHERE pk_post % 40 = 0; CREATE EXTENSION ${extension}`);
      const mode = { dump: [custom], restore: [['pg_restore', '{dump}'] as const] };
      await workplace.restore(await workplace.dump({ database: blog, roles: shop.roles }, mode), target);
      const verify = async () => (await target.client.query('SELECT key, difference FROM tviews.verify()')).rows;
      expect(await verify()).toEqual([{ key: { pk_sorted: 1 }, difference: 'different' }]);
      await target.client.query('SELECT tviews.repair()');
      expect(await verify()).toEqual([]);
    } finally {
      await target.drop();
      await blog.drop();
    }
  });
});
