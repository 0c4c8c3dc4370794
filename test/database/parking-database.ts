import type pg from 'pg';
import type { TestServer } from '../support/postgres.ts';
import { createCaseDatabase, createCaseRoles, installDefinitions } from './case-database.ts';
import { switchTracesOn } from './traces.ts';

const schemaSql = `
  CREATE TABLE tb_user (pk_user integer PRIMARY KEY, name text);
  CREATE TABLE tb_post (pk_post integer PRIMARY KEY, fk_user integer, title text, parts integer, day text);
  CREATE INDEX ON tb_post (fk_user);
  CREATE INDEX ON tb_post (day);
  CREATE TABLE tb_day (pk_day integer PRIMARY KEY, day date, name text);
  CREATE TABLE tb_score (pk_score integer PRIMARY KEY, team integer, points integer);
  CREATE INDEX ON tb_score (team);
  CREATE INDEX ON tb_day (day);
  CREATE TABLE tb_rate (region text, tags text[], rate integer);
  CREATE INDEX ON tb_rate (region);
  INSERT INTO tb_user SELECT n, 'user ' || n FROM generate_series(1, 5) AS n;
  INSERT INTO tb_post SELECT n, 1 + n % 5, 'post ' || n, n, '2026-01-01' FROM generate_series(1, 3000) AS n;
  INSERT INTO tb_day VALUES (1, '2026-01-01', 'new year');
  INSERT INTO tb_rate VALUES ('a', '{x,y}', 1), (NULL, '{}', 1);
  INSERT INTO tb_score VALUES (1, 1, 3), (2, 1, 4), (3, 2, 5), (4, 3, 6);
  GRANT SELECT, INSERT, UPDATE, DELETE ON tb_user, tb_post TO case_application;
`;

const definitions = {
  'tv_post.sql': `-- @on-error: park
    SELECT p.pk_post, p.fk_user, p.title, 100 / p.parts AS part, u.name
    FROM tb_post p LEFT JOIN tb_user u ON u.pk_user = p.fk_user`,
  // Reads one whose keys are parked.
  'tv_card.sql': 'SELECT pk_post AS pk_card, title, part, name FROM tv_post',
  // Reads the same tables, and cannot fail.
  'tv_title.sql': 'SELECT pk_post AS pk_title, title FROM tb_post',
  // The cast is on the way from days to posts.
  'tv_dated.sql': `-- @on-error: park
    SELECT p.pk_post AS pk_dated, d.name FROM tb_post p JOIN tb_day d ON d.day = p.day::date`,
  // A row is computed with others, and writes of one row need no locks but that row's.
  'tv_score.sql': `-- @on-error: park
    SELECT pk_score, 100 / sum(points) OVER (PARTITION BY team) AS part FROM tb_score`,
  'tv_points.sql': '-- @on-error: park\nSELECT pk_score AS pk_points, 10 / points AS part FROM tb_score',
  // Rows that swap values have to succeed together.
  'tv_slug.sql': `-- @on-error: park
    CREATE TABLE tv_slug AS SELECT pk_user AS pk_slug, upper(name) AS slug FROM tb_user;
    CREATE UNIQUE INDEX ON tv_slug (slug);`,
  // An array, NULL, and no proof that they identify a row.
  'tv_rate.sql': '-- @on-error: park\n-- @key (region, tags)\nSELECT region, tags, 10 / rate AS part FROM tb_rate',
};

/** Makes rows of `tv_post` fail. */
export const divides = (...keys: readonly number[]) =>
  `UPDATE tb_post SET parts = 0, title = 'parked' WHERE pk_post IN (${keys.join()})`;

/** A key as the table of parked keys has it. */
export interface Parked {
  readonly tview: string;
  readonly key: Readonly<Record<string, unknown>> | null;
  readonly sqlstate: string;
}

/** What `parked` has for a post that divides by zero. */
export const parkedPost = (key: number): Parked => ({
  tview: 'public.tv_post',
  key: { pk_post: key },
  sqlstate: '22012',
});

/** A row of verify(). */
export const differs = (tview: string, key: Parked['key']) => ({ tview, key, difference: 'different' });

/** A database with TVIEWs that park, and some that read or write beside them. */
export interface ParkingDatabase {
  /** Connected as a role that may write base tables only. */
  readonly application: pg.Client;
  /** Connected as the superuser. */
  readonly administrator: pg.Client;
  /** Runs statements as the owner of the tables, who is no superuser. */
  query(sql: string): Promise<pg.QueryResultRow[]>;
  parked(): Promise<readonly Parked[]>;
  verify(): Promise<pg.QueryResultRow[]>;
  /** The titles that a TVIEW has for these keys. */
  titles(tview: string, key: string, ...keys: readonly number[]): Promise<readonly string[]>;
  /** Rolls back what is open, writes posts as they were, and repairs. */
  reset(): Promise<void>;
  drop(): Promise<void>;
}

/** Creates it; `drop` removes its roles too. */
export async function createParkingDatabase(server: TestServer): Promise<ParkingDatabase> {
  const roles = await createCaseRoles(server);
  const own = await createCaseDatabase(server, roles, schemaSql);
  const sources = Object.entries(definitions).map(([file, text]) => ({ file, text }));
  await installDefinitions(server, own, sources);
  await switchTracesOn(own.owner, `UPDATE tb_post SET title = 'first' WHERE pk_post = 1`);
  const query = async (sql: string): Promise<pg.QueryResultRow[]> => (await own.owner.query(roles.rename(sql))).rows;
  return {
    application: await own.database.connect(roles.rename('case_application')),
    administrator: own.database.client,
    query,
    parked: async () => (await query('SELECT tview, key, sqlstate FROM tviews.parked ORDER BY tview, key')) as Parked[],
    verify: () => query('SELECT tview::text, key, difference FROM tviews.verify()'),
    titles: async (tview, key, ...keys) =>
      (await query(`SELECT title FROM ${tview} WHERE ${key} IN (${keys.join()}) ORDER BY ${key}`)).map(
        ({ title }) => title,
      ),
    reset: async () => {
      await query('ROLLBACK');
      await query(`UPDATE tb_post SET parts = pk_post, title = 'post ' || pk_post, day = '2026-01-01'
        WHERE parts <> pk_post OR title <> 'post ' || pk_post OR day <> '2026-01-01'`);
      await query('SELECT tviews.repair()');
    },
    drop: async () => {
      await own.database.drop();
      await roles.drop();
    },
  };
}
