import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import {
  type CaseDatabase,
  type CaseRoles,
  createCaseDatabase,
  createCaseRoles,
  installDefinitions,
} from './case-database.ts';

const schemaSql = `
  CREATE TABLE tb_region (pk_region integer PRIMARY KEY, code text NOT NULL UNIQUE, name text NOT NULL UNIQUE);
  CREATE TABLE tb_shop (pk_shop integer PRIMARY KEY, region text NOT NULL, name text NOT NULL);
  CREATE TABLE tb_closed (pk_shop integer NOT NULL);
  CREATE TABLE tb_unread (pk_unread integer PRIMARY KEY);
  CREATE VIEW vw_shop AS WITH unread AS (SELECT FROM tb_unread) SELECT * FROM tb_shop;
  CREATE INDEX ON tb_shop (region);
  CREATE INDEX ON tb_region (code);
  CREATE INDEX ON tb_closed (pk_shop);
  INSERT INTO tb_region VALUES (1, 'n', 'north'), (2, 's', 'south');
  INSERT INTO tb_shop VALUES (1, 'n', 'first'), (2, 's', 'second');
`;

const definitions = {
  'tv_region.sql': '-- @key code\nSELECT code, name FROM tb_region',
  'tv_size.sql': '-- @key region\nSELECT region, count(*) AS shops FROM vw_shop GROUP BY region',
  'tv_shop.sql': `WITH unread AS (SELECT FROM tb_unread)
    SELECT s.pk_shop, s.name, r.name AS region FROM tb_shop s JOIN tb_region r ON r.code = s.region
    WHERE s.pk_shop NOT IN (SELECT c.pk_shop FROM tb_closed c)`,
};

describeOnEachServer('health_check() on constraints', (server) => {
  let roles: CaseRoles;
  let own: CaseDatabase;
  beforeAll(async () => {
    roles = await createCaseRoles(server);
    own = await createCaseDatabase(server, roles, schemaSql);
    const sources = Object.entries(definitions).map(([file, text]) => ({ file, text }));
    await installDefinitions(server, own, sources);
  });
  afterAll(async () => {
    await own.database.drop();
    await roles.drop();
  });
  beforeEach(async () => {
    await own.owner.query('ROLLBACK; BEGIN');
  });
  const query = async (sql: string) => (await own.owner.query(sql)).rows;
  const check = () => query('SELECT status, component, message, severity FROM tviews.health_check()');
  const differences = () => query('SELECT tview::text, key, difference FROM tviews.verify()');

  test('asks for none that does not matter, and for no table that only an unread WITH query names', async () => {
    await query(
      'ALTER TABLE tb_shop ALTER name DROP NOT NULL; ALTER TABLE tb_region DROP CONSTRAINT tb_region_name_key',
    );
    expect(await check()).toEqual([]);
  });

  test.for<readonly [string, string, string, string, readonly object[]]>([
    [
      'NOT NULL of a key',
      'ALTER TABLE tb_region ALTER code DROP NOT NULL',
      "INSERT INTO tb_region VALUES (3, NULL, 'west')",
      'public.tb_region: column code was NOT NULL',
      [{ tview: 'tv_region', key: { code: null }, difference: 'missing' }],
    ],
    [
      'NOT NULL of a column that is grouped by',
      'ALTER TABLE tb_shop ALTER region DROP NOT NULL',
      "INSERT INTO tb_shop VALUES (3, NULL, 'third')",
      'public.tb_shop: column region was NOT NULL',
      [{ tview: 'tv_size', key: { region: null }, difference: 'missing' }],
    ],
    [
      'NOT NULL of a column that NOT IN compares with',
      'ALTER TABLE tb_closed ALTER pk_shop DROP NOT NULL',
      'INSERT INTO tb_closed VALUES (NULL)',
      'public.tb_closed: column pk_shop was NOT NULL',
      [1, 2].map((key) => ({ tview: 'tv_shop', key: { pk_shop: key }, difference: 'superfluous' })),
    ],
    [
      'a unique key',
      'ALTER TABLE tb_region DROP CONSTRAINT tb_region_code_key',
      "INSERT INTO tb_region VALUES (4, 'x', 'other'); SELECT tviews.flush(); INSERT INTO tb_region VALUES (5, 'x', 'another')",
      'public.tb_region: (code) was unique',
      [{ tview: 'tv_region', key: { code: 'x' }, difference: 'missing' }],
    ],
  ])('finds that %s is dropped, and verify() finds what follows', async ([, drop, write, message, follows]) => {
    await query(drop);
    const found = await check();
    expect(found).toMatchObject([{ status: 'dropped-constraint', severity: 'warning' }]);
    expect(`${found[0]?.component}: ${found[0]?.message}`).toContain(message);
    await query(write);
    expect(await differences()).toEqual(follows);
  });

  test('is content with a unique index in the place of a constraint', async () => {
    await query(`ALTER TABLE tb_region DROP CONSTRAINT tb_region_code_key;
      CREATE UNIQUE INDEX ON tb_region (code) INCLUDE (name)`);
    expect(await check()).toEqual([]);
  });

  test('leaves a column that is gone to another check', async () => {
    await query('ALTER TABLE tb_region RENAME code TO short');
    expect((await check()).map(({ status }) => status)).toEqual(['missing-column']);
  });
});
