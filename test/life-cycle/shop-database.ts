import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { compile } from '../../src/compile.ts';
import type { EmittedFile } from '../../src/emit/types.ts';
import {
  type CaseDatabase,
  type CaseRoles,
  compileInputFor,
  createCaseDatabase,
  createCaseRoles,
} from '../database/case-database.ts';
import { installExtensionFiles, type TestServer, uniqueName } from '../support/postgres.ts';

/** Tables in two schemas, with cascading foreign keys and partitions of partitions. */
const schemaSql = `
  CREATE SCHEMA sales;
  CREATE TABLE tb_customer (pk_customer integer PRIMARY KEY, name text NOT NULL);
  CREATE TABLE tb_order (
    pk_order integer PRIMARY KEY, fk_customer integer REFERENCES tb_customer ON DELETE CASCADE, parts integer
  );
  CREATE INDEX ON tb_order (fk_customer);
  CREATE TABLE sales.tb_item (
    pk_item integer PRIMARY KEY, fk_order integer NOT NULL REFERENCES tb_order ON DELETE CASCADE, price numeric(10, 2)
  );
  CREATE INDEX ON sales.tb_item (fk_order);
  CREATE TABLE tb_visit (day integer, fk_customer integer REFERENCES tb_customer ON DELETE CASCADE)
    PARTITION BY RANGE (day);
  CREATE INDEX ON tb_visit (fk_customer);
  CREATE TABLE tb_visit_old PARTITION OF tb_visit FOR VALUES FROM (0) TO (100);
  CREATE TABLE tb_visit_new PARTITION OF tb_visit FOR VALUES FROM (100) TO (200) PARTITION BY LIST (day);
  CREATE TABLE tb_visit_100 PARTITION OF tb_visit_new FOR VALUES IN (100);
  CREATE TABLE "tb_visit: 'the \\ ""rest""'" PARTITION OF tb_visit_new DEFAULT;

  INSERT INTO tb_customer SELECT n, 'customer ' || n FROM generate_series(1, 20) AS n;
  INSERT INTO tb_order SELECT n, 1 + n % 20, 1 + n % 7 FROM generate_series(1, 100) AS n;
  INSERT INTO sales.tb_item SELECT n, 1 + n % 100, n * 1.5 FROM generate_series(1, 300) AS n;
  INSERT INTO tb_visit SELECT n, 1 + n % 20 FROM generate_series(0, 150) AS n;

  GRANT USAGE ON SCHEMA sales TO case_application, case_reader;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, sales TO case_application;
`;

const definitions = {
  'tv_customer.sql': `CREATE TABLE tv_customer AS
    SELECT c.pk_customer, c.name,
      (SELECT jsonb_agg(jsonb_build_object('order', o.pk_order, 'parts', o.parts) ORDER BY o.pk_order)
        FROM tb_order o WHERE o.fk_customer = c.pk_customer) AS orders,
      (SELECT count(*) FROM tb_visit v WHERE v.fk_customer = c.pk_customer) AS visits
    FROM tb_customer c;
    CREATE INDEX customer_name ON tv_customer (upper(name));
    GRANT SELECT ON tv_customer TO case_reader;
    COMMENT ON TABLE tv_customer IS 'all about a customer';`,
  'tv_order.sql': `-- @on-error: park
    CREATE TABLE tv_order AS
    SELECT o.pk_order, o.fk_customer, 100 / o.parts AS part, sum(i.price) AS total
    FROM tb_order o LEFT JOIN sales.tb_item i ON i.fk_order = o.pk_order
    GROUP BY o.pk_order;`,
  // Reads one that parks.
  'tv_card.sql': `SELECT c.pk_customer AS pk_card, c.name, sum(o.total) AS total, min(o.part) AS part
    FROM tb_customer c LEFT JOIN tv_order o ON o.fk_customer = c.pk_customer GROUP BY c.pk_customer`,
  'sales.tv_item.sql': `CREATE TABLE sales.tv_item AS
    SELECT i.pk_item, i.price, c.name AS customer
    FROM sales.tb_item i JOIN tb_order o ON o.pk_order = i.fk_order JOIN tb_customer c ON c.pk_customer = o.fk_customer;`,
};

/** What users add to TVIEWs once they are there. */
const additionsSql = `
  CREATE INDEX item_customer ON sales.tv_item (customer) INCLUDE (price);
  COMMENT ON COLUMN sales.tv_item.price IS 'in euros';
  GRANT SELECT ON sales.tv_item, tv_card TO case_reader;
  GRANT SELECT (pk_order, total) ON tv_order TO case_reader;
  ALTER TABLE tv_customer ENABLE ROW LEVEL SECURITY;
  CREATE POLICY few ON tv_customer TO case_reader USING (pk_customer < 10);
  GRANT EXECUTE ON FUNCTION tviews.health_check() TO case_reader;
  CREATE VIEW report AS SELECT name, visits FROM tv_customer;
`;

/** The order whose key is parked. */
export const parkedOrder = 7;

/** A shop, as owned by a role that is no superuser. */
export interface Shop extends CaseDatabase {
  readonly roles: CaseRoles;
  readonly extension: string;
  /** Builds the files of a version with other definitions, and puts them where the server finds them. */
  build(version: string, changed: Readonly<Record<string, string>>): Promise<void>;
  /** Puts the files of the last version that was built onto another server. */
  installOn(other: TestServer): Promise<{ remove(): Promise<void> }>;
  drop(): Promise<void>;
}

/**
 * Creates tables and TVIEWs, with a key that is parked. `drop` removes the roles and files as well, so it has to come
 * after whatever was restored from it.
 */
export async function createShop(server: TestServer): Promise<Shop> {
  const roles = await createCaseRoles(server);
  const own = await createCaseDatabase(server, roles, schemaSql);
  const extension = uniqueName('shop');
  const installed: { remove(): Promise<void> }[] = [];
  let files: readonly EmittedFile[] = [];
  const installOn = async (other: TestServer) => {
    const directory = await mkdtemp(join(tmpdir(), 'tviews-life-cycle-'));
    for (const { path, text } of files) await writeFile(join(directory, path), text);
    return installExtensionFiles(other, directory, { replace: true }).finally(() => rm(directory, { recursive: true }));
  };
  const build = async (version: string, changed: Readonly<Record<string, string>>) => {
    const sources = Object.entries({ ...definitions, ...changed }).map(([file, text]) => ({
      file,
      text: roles.rename(text),
    }));
    const input = await compileInputFor(own.database, sources, extension);
    const compiled = await compile({ ...input, extension: { ...input.extension, version } });
    files = compiled.files;
    if (files.length === 0) throw new Error(`refused: ${JSON.stringify(compiled.diagnostics, null, 2)}`);
    installed.push(await installOn(server));
  };
  await build('1.0.0', {});
  await own.owner.query(`CREATE EXTENSION ${pg.escapeIdentifier(extension)}`);
  await own.owner.query(roles.rename(additionsSql));
  await own.owner.query(`UPDATE tb_order SET parts = 0 WHERE pk_order = ${parkedOrder}`);
  return {
    ...own,
    roles,
    extension,
    build,
    installOn,
    drop: async () => {
      await own.database.drop();
      await roles.drop();
      for (const each of installed) await each.remove();
    },
  };
}
