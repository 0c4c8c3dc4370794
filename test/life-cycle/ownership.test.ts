import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDatabase, describeOnEachServer } from '../support/postgres.ts';
import { readCatalogLines } from './catalog-lines.ts';
import { createShop, type Shop } from './shop-database.ts';

/** What a restore relies on, seen without pg_dump. */
describeOnEachServer('owners and rights after CREATE EXTENSION', (server) => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await createShop(server);
    await shop.owner.query('UPDATE tb_order SET parts = 1');
  });
  afterAll(() => shop.drop());
  beforeEach(() => shop.owner.query('BEGIN'));
  afterEach(() => shop.owner.query('ROLLBACK'));
  const install = async (role: string) => {
    await shop.owner.query(shop.roles.rename(`SET SESSION AUTHORIZATION ${role}`));
    await shop.owner.query(`DROP EXTENSION ${shop.extension} CASCADE; CREATE EXTENSION ${shop.extension}`);
    return readCatalogLines(shop.owner);
  };

  test('are the same whether the owner of the schema installs, or a superuser, as pg_restore does', async () => {
    const { rows } = await shop.database.client.query<{ name: string }>('SELECT current_user AS name');
    const byOwner = await install('case_owner');
    await shop.owner.query('RESET SESSION AUTHORIZATION');
    expect(await install(rows[0]?.name ?? '')).toEqual(byOwner);
    await expect(shop.owner.query(shop.roles.rename('DROP OWNED BY case_owner CASCADE'))).rejects.toThrow(
      /because extension \S+ requires it/,
    );
  });

  test('are not noted as the extension’s where it does not have the object: pg_dump would leave them out', async () => {
    await install('case_owner');
    const { rows } = await shop.owner.query(`
      SELECT identity.identity
      FROM pg_init_privs AS noted, pg_identify_object(noted.classoid, noted.objoid, 0) AS identity
      WHERE noted.privtype = 'e' AND identity.type <> 'schema' AND NOT EXISTS (
        SELECT FROM pg_depend AS member
        WHERE (member.classid, member.objid, member.deptype) = (noted.classoid, noted.objoid, 'e')
      )`);
    expect(rows).toEqual([]);
  });

  test('are as narrow where the base tables are not there yet', async () => {
    const empty = await createDatabase(server);
    try {
      await empty.client.query(`CREATE EXTENSION ${shop.extension}`);
      const { rows } = await empty.client.query(`
        SELECT proname FROM pg_proc
        WHERE pronamespace = 'tviews'::regnamespace AND has_function_privilege('public', oid, 'EXECUTE') ORDER BY proname`);
      expect(rows.map(({ proname }) => proname)).toEqual([
        'anchor',
        'flush',
        'flush_noting',
        'flush_returning',
        'forget_notes',
        'list_lineage',
        'list_refresh_stats',
        'list_tviews',
        'seen_row',
        'show_cascade_path',
        'status',
        'suggest_indexes',
        'version',
      ]);
    } finally {
      await empty.drop();
    }
  });
});
