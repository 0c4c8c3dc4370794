import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { readDefinitions } from '../../src/source/read-definitions.ts';
import type { TestServer } from '../support/postgres.ts';
import { createCaseDatabase, createCaseRoles, installDefinitions } from './case-database.ts';

/** A database with TVIEWs, as their owner sees it, who is no superuser. */
export interface LookDatabase {
  readonly owner: pg.Client;
  /** Runs statements as the owner; the rows of the last one. */
  query(sql: string): Promise<readonly Record<string, unknown>[]>;
  /** Runs statements as the superuser. */
  administer(sql: string): Promise<readonly Record<string, unknown>[]>;
  /** Connects as another of the roles that cases name. */
  connect(role: 'case_owner' | 'case_application' | 'case_reader'): Promise<pg.Client>;
  /** Replaces the names of roles that cases use. */
  rename(text: string): string;
  drop(): Promise<void>;
}

/** Creates tables and TVIEWs, by file name; `drop` removes the roles too. */
export async function createLookDatabase(
  server: TestServer,
  schemaSql: string,
  definitions: Readonly<Record<string, string>>,
): Promise<LookDatabase> {
  const roles = await createCaseRoles(server);
  const { database, owner } = await createCaseDatabase(server, roles, schemaSql);
  const sources = Object.entries(definitions).map(([file, text]) => ({ file, text: roles.rename(text) }));
  await installDefinitions(server, { database, owner }, sources);
  const rowsOn = (client: pg.Client) => async (sql: string) => {
    const result: pg.QueryResult | pg.QueryResult[] = await client.query(roles.rename(sql));
    return [result].flat().at(-1)?.rows ?? [];
  };
  return {
    owner,
    query: rowsOn(owner),
    administer: rowsOn(database.client),
    connect: (role) => database.connect(roles.rename(role)),
    rename: roles.rename,
    drop: async () => {
      await database.drop();
      await roles.drop();
    },
  };
}

/** The tables and definitions of a case of `test/cases`, such as `names/quoted`. */
export async function readCase(
  name: string,
): Promise<{ readonly schemaSql: string; readonly definitions: Readonly<Record<string, string>> }> {
  const folder = fileURLToPath(new URL(`../cases/${name}/`, import.meta.url));
  const { sources } = await readDefinitions(`${folder}tviews`, folder);
  return {
    schemaSql: readFileSync(`${folder}schema.sql`, 'utf8'),
    definitions: Object.fromEntries(sources.map(({ file, text }) => [file, text])),
  };
}

/** Users and their posts; a TVIEW over both, one that reads it, and one by way of partitions. */
export const blogSql = `
  CREATE TABLE tb_user (pk_user integer PRIMARY KEY, name text, unread text);
  CREATE TABLE tb_post (pk_post integer PRIMARY KEY, fk_user integer, title text);
  CREATE INDEX post_user ON tb_post (fk_user);
  CREATE TABLE tb_visit (day integer, fk_post integer) PARTITION BY RANGE (day);
  CREATE INDEX ON tb_visit (fk_post);
  CREATE TABLE tb_visit_1 PARTITION OF tb_visit FOR VALUES FROM (0) TO (10);
  INSERT INTO tb_user SELECT n, 'user ' || n FROM generate_series(1, 5) AS n;
  INSERT INTO tb_post SELECT n, 1 + n % 5, 'post ' || n FROM generate_series(1, 10) AS n;
  INSERT INTO tb_visit SELECT n % 10, 1 + n FROM generate_series(0, 9) AS n;
  GRANT SELECT, INSERT, UPDATE, DELETE ON tb_user, tb_post, tb_visit TO case_application;
`;

export const blogDefinitions = {
  'tv_post.sql': 'SELECT p.pk_post, p.title, u.name FROM tb_post p LEFT JOIN tb_user u ON u.pk_user = p.fk_user',
  'tv_visited.sql': `SELECT t.pk_post AS pk_visited, t.title, (SELECT count(*) FROM tb_visit v WHERE v.fk_post = t.pk_post)
    FROM tv_post t`,
} as const;
