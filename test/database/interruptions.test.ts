import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { createRaceDatabase, type RaceDatabase } from './race-database.ts';

/** Changes rows of all TVIEWs. */
const write = `
  UPDATE tb_owner SET name = 'renamed' WHERE pk_owner = 1;
  UPDATE tb_project SET fk_owner = 2, name = 'renamed' WHERE pk_project = 3;
  DELETE FROM tb_task WHERE pk_task = 2;
  INSERT INTO tb_task VALUES (20, 1, 'new', 20);`;

/** All that drains, once `write` is done. */
const drains = [
  'COMMIT',
  `PREPARE TRANSACTION 'interrupted'`,
  'SELECT tviews.flush()',
  'SET CONSTRAINTS ALL IMMEDIATE',
];

describeOnEachServer('a drain that is interrupted', (server) => {
  let database: RaceDatabase;
  let client: pg.Client & { readonly processID?: number };
  let process: number;
  let blocker: pg.Client;
  let before: readonly string[];

  beforeAll(async () => {
    database = await createRaceDatabase(server);
  });
  afterAll(() => database.drop());

  beforeEach(async () => {
    await database.reset();
    before = await content();
    client = await database.connect();
    process = client.processID ?? 0;
    // Lets a drain begin, and write other TVIEWs first, but not end.
    blocker = await database.connect();
    await blocker.query('BEGIN; LOCK TABLE tv_owner IN SHARE MODE');
  });
  afterEach(async () => {
    await blocker.end();
    await client.end();
    // Where a test has failed, what it has prepared would have the others wait.
    const { rowCount } = await database.owner.query(`SELECT FROM pg_prepared_xacts WHERE gid = 'interrupted'`);
    if (rowCount === 1) await database.owner.query(`ROLLBACK PREPARED 'interrupted'`);
  });

  /** All rows of the base tables and the TVIEWs. */
  async function content(): Promise<readonly string[]> {
    const tables = ['tb_owner', 'tb_project', 'tb_task', 'tv_owner', 'tv_project', 'tv_task', 'tv_kind'];
    const rows = tables.map((table) => `SELECT '${table} ' || t::text AS line FROM ${table} t`);
    const result = await database.owner.query<{ line: string }>(`${rows.join(' UNION ALL ')} ORDER BY line`);
    return result.rows.map(({ line }) => line);
  }

  /** Runs a statement, and `interrupt` when it waits for the blocker; gives the SQLSTATE of its error. */
  async function interrupted(statement: string, interrupt: () => Promise<unknown>): Promise<string | undefined> {
    const failure = client.query(statement).then(
      () => undefined,
      (error: { readonly code?: string }) => error.code,
    );
    await database.waitsForLock(process);
    await interrupt();
    return failure;
  }

  const cancel = () => database.administrator.query('SELECT pg_cancel_backend($1)', [process]);
  const terminate = () => database.administrator.query('SELECT pg_terminate_backend($1)', [process]);
  const nothing = async () => {};

  test.each(drains)('cancelled in %s: nothing has happened, and the same again works', async (drain) => {
    await client.query(`BEGIN; ${write}`);
    expect(await interrupted(drain, cancel)).toBe('57014');
    await client.query('ROLLBACK');
    expect(await content()).toEqual(before);
    expect(await database.problems()).toEqual([]);

    await blocker.query('ROLLBACK');
    await client.query(`BEGIN; ${write} COMMIT`);
    expect(await content()).not.toEqual(before);
    expect(await database.problems()).toEqual([]);
  });

  test.each(drains)('terminated in %s: nothing has happened', async (drain) => {
    await client.query(`BEGIN; ${write}`);
    expect(await interrupted(drain, terminate)).toBe('57P01');
    await database.hasEnded(process);
    expect(await content()).toEqual(before);
    expect(await database.problems()).toEqual([]);
  });

  test.each([
    ...drains.map((drain) => ['lock_timeout', drain, '55P03'] as const),
    // PostgreSQL ends no COMMIT for taking long.
    ...drains.slice(2).map((drain) => ['statement_timeout', drain, '57014'] as const),
  ])('%s ends %s: nothing has happened', async (setting, drain, code) => {
    await client.query(`BEGIN; SET LOCAL ${setting} = '200ms'; ${write}`);
    expect(await interrupted(drain, nothing)).toBe(code);
    await client.query('ROLLBACK');
    expect(await content()).toEqual(before);
    expect(await database.problems()).toEqual([]);
  });

  test('a statement that is its own transaction is cancelled with its drain', async () => {
    expect(await interrupted(`UPDATE tb_owner SET name = 'renamed'`, cancel)).toBe('57014');
    expect(await content()).toEqual(before);
    expect(await database.problems()).toEqual([]);
  });

  test.each(drains.slice(2))('cancelled in %s behind a savepoint: COMMIT does what is left', async (drain) => {
    await client.query(`BEGIN; UPDATE tb_owner SET name = 'kept' WHERE pk_owner = 1; SAVEPOINT a; ${write}`);
    expect(await interrupted(drain, cancel)).toBe('57014');
    await client.query(`ROLLBACK TO a; UPDATE tb_task SET points = 100 WHERE pk_task = 3`);
    await blocker.query('ROLLBACK');
    await client.query('COMMIT');
    expect(await content()).toContain(`tv_owner (1,kept,"[1, 11]",12)`);
    expect(await database.problems()).toEqual([]);
  });

  test('a function catches the error of a drain, and goes on', async () => {
    await client.query(`BEGIN; SET LOCAL lock_timeout = '100ms'; UPDATE tb_owner SET name = 'kept' WHERE pk_owner = 1`);
    await client.query(`DO $$ BEGIN
      UPDATE tb_owner SET name = 'undone' WHERE pk_owner IN (1, 2);
      PERFORM tviews.flush();
    EXCEPTION WHEN lock_not_available THEN
      UPDATE tb_task SET points = 100 WHERE pk_task = 3;
    END $$`);
    await blocker.query('ROLLBACK');
    await client.query('COMMIT');
    expect(await content()).toContain(`tv_owner (1,kept,"[1, 11]",12)`);
    expect(await content()).toContain('tv_owner (3,"owner 3",[100],100)');
    expect(await database.problems()).toEqual([]);
  });

  test.for([
    ['after BEGIN', ['BEGIN']],
    ['after a write', ['BEGIN', write]],
    ['behind a savepoint', ['BEGIN', write, 'SAVEPOINT a', `UPDATE tb_owner SET name = 'again'`]],
  ] as const)('the connection is lost %s: nothing has happened', async ([, statements]) => {
    for (const statement of statements) await client.query(statement);
    disconnect(client);
    await database.hasEnded(process);
    expect(await content()).toEqual(before);
    expect(await database.problems()).toEqual([]);
  });

  test('the connection is lost after flush(): nothing has happened', async () => {
    await blocker.query('ROLLBACK');
    await client.query(`BEGIN; ${write} SELECT tviews.flush()`);
    disconnect(client);
    await database.hasEnded(process);
    expect(await content()).toEqual(before);
    expect(await database.problems()).toEqual([]);
  });

  // A server that is busy finds out when it answers: a COMMIT that was asked for is done.
  test.each(drains)('the connection is lost during %s: all has happened, or nothing', async (drain) => {
    await client.query(`BEGIN; ${write}`);
    void client.query(drain).catch(() => {});
    await database.waitsForLock(process);
    disconnect(client);
    await blocker.query('ROLLBACK');
    await database.hasEnded(process);
    expect(await database.problems()).toEqual([]);
    if (drain.startsWith('PREPARE')) await database.owner.query(`COMMIT PREPARED 'interrupted'`);
    const isDone = drain === 'COMMIT' || drain.startsWith('PREPARE');
    expect((await content()).includes('tv_task (20,20,"project 1",renamed)')).toBe(isDone);
    expect(await database.problems()).toEqual([]);
  });
});

/** Cuts the connection as a network does: the server is told nothing. */
function disconnect(client: pg.Client): void {
  const { connection } = client as unknown as { connection: { stream: { destroy(): void } } };
  connection.stream.destroy();
}
