import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { TviewNames } from '../../src/prove/tviews.ts';
import type { TestDatabase, TestServer } from '../support/postgres.ts';
import { type CaseRoles, createCaseDatabase, createCaseRoles, installDefinitions } from './case-database.ts';
import { TwoSessions } from './schedule.ts';
import { switchTracesOn } from './traces.ts';
import { findStale, listTviews } from './tviews.ts';

// No foreign keys: row locks of the application must not do what the drain is to do. An owner has projects, which have
// tasks; documents are keyed by either end and by the middle, and by a value that tasks share.
const schemaSql = `
  CREATE TABLE tb_owner (pk_owner integer PRIMARY KEY, name text);
  CREATE TABLE tb_project (pk_project integer PRIMARY KEY, fk_owner integer, name text);
  CREATE TABLE tb_task (pk_task integer PRIMARY KEY, fk_project integer, kind text, points integer);
  CREATE INDEX ON tb_project (fk_owner);
  CREATE INDEX ON tb_task (fk_project);
  CREATE INDEX ON tb_task (kind);`;

const definitions = {
  'tv_task.sql': `SELECT t.pk_task, t.points, p.name AS project, o.name AS owner FROM tb_task t
    LEFT JOIN tb_project p ON p.pk_project = t.fk_project LEFT JOIN tb_owner o ON o.pk_owner = p.fk_owner`,
  'tv_project.sql': `SELECT p.pk_project, p.name, count(t.pk_task) AS tasks, sum(t.points) AS points
    FROM tb_project p LEFT JOIN tb_task t ON t.fk_project = p.pk_project GROUP BY p.pk_project`,
  'tv_owner.sql': `SELECT o.pk_owner, o.name,
    (SELECT jsonb_agg(t.points ORDER BY t.pk_task) FROM tb_project p JOIN tb_task t ON t.fk_project = p.pk_project
     WHERE p.fk_owner = o.pk_owner) AS points, (SELECT sum(p.points) FROM tv_project p JOIN tb_project b USING (pk_project)
     WHERE b.fk_owner = o.pk_owner) AS total FROM tb_owner o`,
  'tv_kind.sql': `-- @key kind
    CREATE TABLE tv_kind AS SELECT kind, count(*) AS tasks, sum(points) AS points FROM tb_task GROUP BY kind`,
};

// Owner n has project n with the tasks n and 10 + n, each of a kind of its own; project 3 has one task.
const firstRows = `
  DELETE FROM tb_owner; DELETE FROM tb_project; DELETE FROM tb_task;
  INSERT INTO tb_owner SELECT n, 'owner ' || n FROM generate_series(1, 3) n;
  INSERT INTO tb_project SELECT n, n, 'project ' || n FROM generate_series(1, 3) n;
  INSERT INTO tb_task SELECT n, n, 'kind ' || n, n FROM generate_series(1, 3) n;
  INSERT INTO tb_task SELECT 10 + n, n, 'kind ' || 10 + n, 10 + n FROM generate_series(1, 2) n;`;

/** A database in which two sessions can be made to race. */
export interface RaceDatabase {
  readonly sessions: TwoSessions;
  readonly owner: pg.Client;
  /** A superuser. */
  readonly administrator: pg.Client;
  /** One more session of the owner. A test may break its connection. */
  connect(): Promise<pg.Client>;
  /** Waits until a session waits for a lock. */
  waitsForLock(process: number): Promise<void>;
  /** Waits until a session has ended. */
  hasEnded(process: number): Promise<void>;
  /** Puts the first rows back. */
  reset(): Promise<void>;
  /** What is wrong: stale rows, and entries left in the queue. */
  problems(): Promise<readonly string[]>;
  drop(): Promise<void>;
}

/** Creates it; `drop` removes its roles too. */
export async function createRaceDatabase(server: TestServer): Promise<RaceDatabase> {
  const roles = await createCaseRoles(server);
  let database: TestDatabase | undefined;
  const drop = async () => {
    await database?.drop();
    await roles.drop();
  };
  try {
    const caseDatabase = await createCaseDatabase(server, roles, schemaSql);
    ({ database } = caseDatabase);
    const sources = Object.entries(definitions).map(([file, text]) => ({ file, text }));
    await installDefinitions(server, caseDatabase, sources);
    await switchTracesOn(caseDatabase.owner, `INSERT INTO tb_owner VALUES (0, 'first')`);
    // Transactions that wait in a circle are found out at once.
    await database.client.query(`ALTER DATABASE ${database.name} SET deadlock_timeout = '50ms'`);
    return await openSessions(database, roles, drop);
  } catch (error) {
    await drop();
    throw error;
  }
}

async function openSessions(
  database: TestDatabase,
  roles: CaseRoles,
  drop: () => Promise<void>,
): Promise<RaceDatabase> {
  const connect = () => database.connect(roles.rename('case_owner'));
  const owner = await connect();
  const sessions = new TwoSessions(await connect(), await connect(), database.client);
  const tviews: readonly TviewNames[] = await listTviews(owner);
  return {
    sessions,
    owner,
    administrator: database.client,
    drop,
    connect: async () => {
      const client = await connect();
      client.on('error', () => {});
      return client;
    },
    waitsForLock: (process) =>
      becomesTrue(database.client, 'SELECT cardinality(pg_blocking_pids($1)) > 0 AS holds', process),
    hasEnded: (process) =>
      becomesTrue(database.client, 'SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = $1) AS holds', process),
    reset: async () => {
      await owner.query(firstRows);
    },
    problems: async () => {
      const { rowCount } = await owner.query('SELECT FROM tviews.queue');
      const left = rowCount === 0 ? [] : [`${rowCount} entries are left in the queue`];
      return [...(await findStale(owner, tviews)), ...left];
    },
  };
}

const patience = 10_000;

async function becomesTrue(client: pg.Client, question: string, process: number): Promise<void> {
  for (const deadline = Date.now() + patience; Date.now() < deadline; await sleep(5)) {
    const { rows } = await client.query<{ holds: boolean }>(question, [process]);
    if (rows[0]?.holds === true) return;
  }
  throw new Error(`after ${patience / 1000} s this is still not so: ${question}`);
}
