import type pg from 'pg';
import { expect } from 'vitest';
import type { TestServer } from '../support/postgres.ts';
import { createCaseDatabase, createCaseRoles, installDefinitions } from './case-database.ts';

const schemaSql = `
  CREATE TABLE tb_user (pk_user integer PRIMARY KEY, name text, unread text);
  CREATE TABLE tb_post (pk_post integer PRIMARY KEY, fk_user integer, title text);
  CREATE INDEX ON tb_post (fk_user);
  CREATE TABLE tb_visit (day integer, fk_post integer) PARTITION BY RANGE (day);
  CREATE INDEX ON tb_visit (fk_post);
  CREATE TABLE tb_visit_1 PARTITION OF tb_visit FOR VALUES FROM (0) TO (10);
  INSERT INTO tb_user SELECT n, 'user ' || n FROM generate_series(1, 5) AS n;
  INSERT INTO tb_post SELECT n, 1 + n % 5, 'post ' || n FROM generate_series(1, 10) AS n;
  INSERT INTO tb_visit SELECT n % 10, 1 + n FROM generate_series(0, 9) AS n;
  GRANT SELECT, INSERT, UPDATE, DELETE ON tb_user, tb_post, tb_visit TO case_application;
`;

const definitions = {
  'tv_post.sql': 'SELECT p.pk_post, p.title, u.name FROM tb_post p LEFT JOIN tb_user u ON u.pk_user = p.fk_user',
  'tv_visited.sql': `SELECT t.pk_post AS pk_visited, t.title, (SELECT count(*) FROM tb_visit v WHERE v.fk_post = t.pk_post)
    FROM tv_post t`,
};

/** A row of health_check(). */
interface Finding {
  readonly status: string;
  readonly component: string;
  readonly message: string;
  readonly severity: string;
}

/** What does harm, what is said of it, and the rest of the finding as far as it matters: parts of component and message. */
export type Sabotage = readonly [
  name: string,
  sql: string,
  finding: readonly [severity: string, status: string, component: string, message: string],
];

/** A database with TVIEWs over tables, a partitioned one among them, and over one another. */
export interface HealthDatabase {
  readonly url: string;
  /** Connected as the owner, who is no superuser. */
  readonly owner: pg.Client;
  /** Runs statements as the superuser, who may do everything that an administrator can. */
  query(sql: string): Promise<pg.QueryResultRow[]>;
  check(): Promise<readonly Finding[]>;
  /** What check() finds, as `status component`. */
  statuses(): Promise<readonly string[]>;
  verify(): Promise<pg.QueryResultRow[]>;
  /** Does harm in a transaction, which the caller rolls back, and expects that health_check() finds that and no more. */
  expectFound(sabotage: Sabotage): Promise<void>;
  /** Rolls back what is open. */
  reset(): Promise<void>;
  drop(): Promise<void>;
}

/** Creates it; `drop` removes its roles too. */
export async function createHealthDatabase(server: TestServer): Promise<HealthDatabase> {
  const roles = await createCaseRoles(server);
  const { database, owner } = await createCaseDatabase(server, roles, schemaSql);
  const sources = Object.entries(definitions).map(([file, text]) => ({ file, text }));
  await installDefinitions(server, { database, owner }, sources);
  const query = async (sql: string): Promise<pg.QueryResultRow[]> =>
    (await database.client.query(roles.rename(sql))).rows;
  const check = async () => (await query('SELECT * FROM tviews.health_check()')) as Finding[];
  const containing = (text: string) => expect.stringContaining(roles.rename(text));
  return {
    url: database.url,
    owner,
    query,
    check,
    statuses: async () => (await check()).map(({ status, component }) => `${status} ${component}`),
    verify: () => query('SELECT * FROM tviews.verify()'),
    expectFound: async ([, sql, [severity, status, component, message]]) => {
      await query(`BEGIN; ${sql}`);
      const expected = { severity, status, component: containing(component), message: containing(message) };
      expect(await check()).toEqual([expected]);
    },
    reset: async () => {
      await query('ROLLBACK; RESET ROLE');
    },
    drop: async () => {
      await database.drop();
      await roles.drop();
    },
  };
}
