import pg from 'pg';
import type { TestServer } from '../support/postgres.ts';
import { createCaseDatabase, createCaseRoles, installDefinitions } from './case-database.ts';
import { switchTracesOn } from './traces.ts';
import { findStale, listTviews } from './tviews.ts';

const schemaSql = `
  CREATE TABLE tb_author (pk_author integer PRIMARY KEY, name text);
  CREATE TABLE tb_post (pk_post integer PRIMARY KEY, fk_author integer, title text);
  CREATE INDEX ON tb_post (fk_author);
  CREATE TABLE tb_sale (region text, product text, amount integer);
  CREATE INDEX ON tb_sale (region, product);
  CREATE TABLE "tb_it's; \\ ""odd""" ("pk_it's" integer PRIMARY KEY, "da""ta" text);
  INSERT INTO tb_author SELECT n, 'author ' || n FROM generate_series(1, 20) AS n;
  INSERT INTO tb_post SELECT n, 1 + n % 20, 'post ' || n FROM generate_series(1, 200) AS n;
  INSERT INTO tb_sale VALUES ('north', 'tea', 1), ('north', NULL, 2), (NULL, NULL, 3);
  INSERT INTO "tb_it's; \\ ""odd""" VALUES (1, 'one'), (2, 'two');
  GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA public TO case_application;
`;

const definitions = {
  // Looks rows up, so that its drains hold locks; no other table does.
  'tv_post.sql': `CREATE TABLE tv_post AS
    SELECT p.pk_post, p.title, a.name FROM tb_post p LEFT JOIN tb_author a ON a.pk_author = p.fk_author;
    GRANT SELECT ON tv_post TO case_reader;`,
  'tv_title.sql': 'SELECT pk_post AS pk_title, title FROM tb_post',
  'tv_card.sql': 'SELECT pk_post AS pk_card, title, name FROM tv_post',
  'tv_total.sql': `-- @key (region, product)
    CREATE TABLE tv_total AS SELECT region, product, sum(amount) AS amount FROM tb_sale GROUP BY region, product`,
  // Compared as a whole whatever changes.
  'tv_share.sql': `-- @key (region, product)
    -- @on-change tb_sale: full
    CREATE TABLE tv_share AS
    SELECT region, product, sum(amount) AS amount, sum(sum(amount)) OVER () AS total FROM tb_sale GROUP BY region, product`,
  'tv_odd.sql': `CREATE TABLE "tv_it's; \\ ""odd""" AS SELECT "pk_it's", "da""ta" FROM "tb_it's; \\ ""odd"""`,
};

/** The TVIEW whose name needs quotes, as SQL writes it. */
export const oddTview = `"tv_it's; \\ ""odd"""`;

/** A database with TVIEWs of all kinds, and an extension over them. */
export interface ActDatabase {
  /** Connected as the owner, who is no superuser. */
  readonly owner: pg.Client;
  /** Connected as a role that may write the base tables, and read no TVIEW. */
  readonly application: pg.Client;
  /** Connected as a role that may read `tv_post` and nothing else. */
  readonly reader: pg.Client;
  readonly extension: string;
  /** Runs statements as the owner; roles by the names that cases use. */
  query(sql: string): Promise<pg.QueryResultRow[]>;
  /** The SQLSTATE that a statement fails with; undefined where it does not. What it leaves open is rolled back. */
  failure(client: pg.Client, sql: string): Promise<string | undefined>;
  /** One more session of a role. */
  connect(role: 'case_owner' | 'case_application' | 'case_reader'): Promise<pg.Client>;
  /** TVIEWs that differ from their backing view. */
  stale(): Promise<readonly string[]>;
  state(): Promise<string>;
  /** Runs an attempt, then rolls everything back. */
  trying<Result>(attempt: () => Promise<Result>): Promise<Result>;
  drop(): Promise<void>;
}

/** Creates it; `drop` removes its roles too. */
export async function createActDatabase(server: TestServer): Promise<ActDatabase> {
  const roles = await createCaseRoles(server);
  const own = await createCaseDatabase(server, roles, schemaSql);
  const { owner } = own;
  const sources = Object.entries(definitions).map(([file, text]) => ({ file, text: roles.rename(text) }));
  await installDefinitions(server, own, sources);
  await switchTracesOn(owner, `UPDATE tb_post SET title = 'first' WHERE pk_post = 1`);
  const query = async (sql: string): Promise<pg.QueryResultRow[]> =>
    [await owner.query(roles.rename(sql))].flat().at(-1)?.rows ?? [];
  const connect = (role: string) => own.database.connect(roles.rename(role));
  const [extension] = await query('SELECT extension FROM tviews.status()');
  const tviews = await listTviews(owner);
  return {
    owner,
    application: await connect('case_application'),
    reader: await connect('case_reader'),
    extension: extension?.extension,
    query,
    connect,
    failure: async (client, sql) => {
      const error = await client.query(roles.rename(sql)).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      await client.query('ROLLBACK');
      if (error !== undefined && !(error instanceof pg.DatabaseError)) throw error;
      return error?.code;
    },
    stale: () => findStale(owner, tviews),
    state: async () => (await query('SELECT state FROM tviews.status()'))[0]?.state.replace(/:.*/, ''),
    trying: async (attempt) => {
      await owner.query('BEGIN');
      try {
        return await attempt();
      } finally {
        await owner.query('ROLLBACK');
      }
    },
    drop: async () => {
      await own.database.drop();
      await roles.drop();
    },
  };
}
