import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Random } from '../fuzz/random.ts';
import type { TestServer } from '../support/postgres.ts';
import { createCaseDatabase, createCaseRoles, installDefinitions } from './case-database.ts';
import { definitions, randomAction, randomWrite, schemaSql } from './mixed-schema.ts';
import { levels } from './random-writers.ts';
import { switchTracesOn } from './traces.ts';
import { findStale, listTviews } from './tviews.ts';

// Serialization failure, deadlock; a call above READ COMMITTED, or upon a TVIEW that is suspended or has lost triggers.
const expectedErrors = ['40001', '40P01', '25001', '55000', '55006'];

/** What a run has done, and what was wrong afterwards. */
export interface MixedRun {
  readonly committed: number;
  /** How often each SQLSTATE came up. */
  readonly errors: Readonly<Record<string, number>>;
  readonly problems: readonly string[];
}

/**
 * Lets sessions write at random while others suspend, resume, fill, rebuild and repair TVIEWs, in a database of its own.
 * Then each TVIEW whose state is `active` has to be right, and all of them once they are resumed, filled and repaired. The
 * seed plans what each session does; how they meet is up to the machine.
 */
export async function runMixedActions(server: TestServer, seed: number, milliseconds: number): Promise<MixedRun> {
  const random = new Random(seed);
  const roles = await createCaseRoles(server);
  const own = await createCaseDatabase(server, roles, schemaSql);
  try {
    await installDefinitions(
      server,
      own,
      Object.entries(definitions).map(([file, text]) => ({ file, text })),
    );
    await own.database.client.query(`ALTER DATABASE ${own.database.name} SET deadlock_timeout = '50ms'`);
    await switchTracesOn(own.owner, `UPDATE tb_post SET title = 'first' WHERE pk_post = 1`);
    const connect = () => own.database.connect(roles.rename('case_owner'));
    const until = Date.now() + milliseconds;
    const log: SessionLog = { committed: 0, errors: {}, problems: [] };
    const writers = await Promise.all(Array.from({ length: 4 }, connect));
    const operators = await Promise.all(Array.from({ length: 2 }, connect));
    await Promise.all([
      ...writers.map((client) => act(client, random.fork(), until, 0.05, log)),
      ...operators.map((client) => act(client, random.fork(), until, 0.9, log)),
    ]);
    return { ...log, problems: [...log.problems, ...(await settle(own.owner))] };
  } finally {
    await own.database.drop();
    await roles.drop();
  }
}

interface SessionLog {
  committed: number;
  readonly errors: Record<string, number>;
  readonly problems: string[];
}

/** Runs random transactions, of actions with this probability, else of writes. */
async function act(client: pg.Client, random: Random, until: number, actions: number, log: SessionLog): Promise<void> {
  for (let number = 0; Date.now() < until; number++) {
    const statements = planTransaction(random, actions, `${random.between(0, 1e9)}_${number}`);
    for (const [index, statement] of statements.entries()) {
      try {
        await client.query(statement);
        if (index === statements.length - 1) log.committed++;
      } catch (error) {
        if (!(error instanceof pg.DatabaseError) || error.code === undefined) throw error;
        log.errors[error.code] = (log.errors[error.code] ?? 0) + 1;
        if (!isExpected(error, statement)) {
          log.problems.push(`${error.code} ${error.message}: ${statements.join('; ')}`);
        }
        await client.query('ROLLBACK').catch(() => undefined);
        if (!statement.startsWith('COMMIT PREPARED')) break;
      }
    }
    await sleep(random.between(0, 4));
  }
}

/** Not of a write: a row that is not parked yet, so that TVIEWs cannot be compared. */
function isExpected({ code }: pg.DatabaseError, statement: string): boolean {
  if (expectedErrors.includes(code ?? '')) return true;
  return statement.includes('tviews.') && code === '22012';
}

function planTransaction(random: Random, actions: number, name: string): readonly string[] {
  const step = () => (random.chance(actions) ? randomAction(random) : randomWrite(random));
  if (random.chance(0.4)) return [step()];
  const level = actions > 0.5 && random.chance(0.8) ? levels[0] : random.pick(levels);
  const setting = random.weighted([
    [20, []],
    [1, [`SET LOCAL tviews.enabled = 'off'`]],
    [1, [`SET LOCAL tviews.track = 'on'`]],
    [1, [`SET LOCAL tviews.max_affected_keys = 1; SET LOCAL tviews.max_affected_keys_action = 'warn'`]],
  ]);
  const steps = Array.from({ length: random.between(1, 3) }, () =>
    random.chance(0.2)
      ? [
          'SAVEPOINT s',
          step(),
          ...(random.chance(0.5) ? ['SELECT count(*) FROM tviews.flush_returning()'] : []),
          random.pick(['ROLLBACK TO s', 'RELEASE s']),
        ]
      : [step()],
  ).flat();
  const end = random.weighted([
    [16, ['COMMIT']],
    [2, ['ROLLBACK']],
    [1, [`PREPARE TRANSACTION '${name}'`, `COMMIT PREPARED '${name}'`]],
    [1, [`PREPARE TRANSACTION '${name}'`, `ROLLBACK PREPARED '${name}'`]],
  ]);
  return [`BEGIN ISOLATION LEVEL ${level}`, ...setting, ...steps, ...end];
}

/** What is wrong now that all sessions have ended, and what remains after everything has been made right. */
async function settle(client: pg.Client): Promise<readonly string[]> {
  const all = await listTviews(client);
  const problems: string[] = [];
  const check = async (moment: string) => {
    const { rows } = await client.query<{ name: string }>(`SELECT name FROM tviews.tviews WHERE state = 'active'`);
    const active = new Set(rows.map(({ name }) => name));
    const stale = await findStale(
      client,
      all.filter(({ tview }) => active.has(tview)),
    );
    problems.push(...stale.map((line) => `${moment}: ${line}`));
    return active.size;
  };
  await check('at the end');
  await client.query('SELECT tviews.reinstall_triggers()');
  await check('with triggers');
  await client.query('SELECT tviews.resume()');
  await check('resumed');
  for (let calls = 0; calls < 1000; calls++) {
    const { rows } = await client.query('SELECT tview FROM tviews.backfill(1000)');
    if (rows[0]?.tview === null) break;
  }
  await check('filled');
  await client.query('UPDATE tb_post SET points = 1 WHERE points = 0');
  await client.query(`SELECT tviews.repair('tv_ratio')`);
  const active = await check('repaired');
  if (active !== all.length) problems.push(`only ${active} TVIEWs are active`);
  for (const table of ['queue', 'missed', 'suspended', 'parked', 'backfill', 'note']) {
    const { rowCount } = await client.query(`SELECT FROM tviews.${table}`);
    if (rowCount !== 0) problems.push(`${rowCount} rows are left in tviews.${table}`);
  }
  const { rows } = await client.query(`SELECT * FROM tviews.health_check() WHERE severity <> 'info'`);
  return [...problems, ...rows.map((row) => JSON.stringify(row))];
}
