import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { createRaceDatabase, type RaceDatabase } from './race-database.ts';

/** PostgreSQL keeps 64 subtransactions of a session at hand; more are looked up in another way. */
const many = 150;

describeOnEachServer('subtransactions at depth', (server) => {
  let database: RaceDatabase;
  beforeAll(async () => {
    database = await createRaceDatabase(server);
  });
  afterAll(() => database.drop());
  beforeEach(() => database.reset());

  const points = async () => {
    const { rows } = await database.owner.query<{ points: string }>(
      'SELECT points::text FROM tv_project WHERE pk_project = 1',
    );
    return Number(rows[0]?.points);
  };

  const insert = (number: number) => `INSERT INTO tb_task VALUES (${100 + number}, 1, 'deep', 1)`;

  test.each([
    ['all released', many, many],
    ['rolled back to the outermost', 1, 0],
    ['rolled back to the middle', many / 2, many / 2 - 1],
  ])('savepoints within savepoints: %s', async (_, backTo, kept) => {
    const first = await points();
    const { owner } = database;
    await owner.query('BEGIN');
    for (let depth = 1; depth <= many; depth += 1) await owner.query(`SAVEPOINT s${depth}; ${insert(depth)}`);
    await owner.query(kept === many ? 'RELEASE s1' : `ROLLBACK TO s${backTo}`);
    await owner.query('COMMIT');
    expect(await points()).toBe(first + kept);
    expect(await database.problems()).toEqual([]);
  });

  test('flushed at each depth, rolled back to the middle, written again', async () => {
    const first = await points();
    const { owner } = database;
    await owner.query('BEGIN');
    for (let depth = 1; depth <= 20; depth += 1)
      await owner.query(`SAVEPOINT s${depth}; ${insert(depth)}; SELECT tviews.flush()`);
    expect(await points()).toBe(first + 20);
    await owner.query('ROLLBACK TO s11');
    expect(await points()).toBe(first + 10);
    await owner.query(`${insert(200)}; COMMIT`);
    expect(await points()).toBe(first + 11);
    expect(await database.problems()).toEqual([]);
  });

  test('SET CONSTRAINTS at depth holds for the rest of what is not rolled back', async () => {
    const first = await points();
    const { owner } = database;
    await owner.query(`BEGIN; ${insert(1)}; SAVEPOINT a; SAVEPOINT b; SET CONSTRAINTS ALL IMMEDIATE; ${insert(2)}`);
    expect(await points()).toBe(first + 2);
    await owner.query(`ROLLBACK TO a; ${insert(3)}; COMMIT`);
    expect(await points()).toBe(first + 2);
    expect(await database.problems()).toEqual([]);
  });

  test('exception blocks within exception blocks, every third undone by its handler', async () => {
    const first = await points();
    await database.owner.query(`
      CREATE FUNCTION pg_temp.descend(depth integer) RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        IF depth > 60 THEN RETURN; END IF;
        BEGIN
          INSERT INTO tb_task VALUES (100 + depth, 1, 'deep', 1);
          IF depth % 3 = 0 THEN RAISE EXCEPTION 'undone'; END IF;
          PERFORM pg_temp.descend(depth + 1);
        EXCEPTION WHEN raise_exception THEN
          PERFORM pg_temp.descend(depth + 1);
        END;
      END
      $$;
      SELECT pg_temp.descend(1)`);
    expect(await points()).toBe(first + 40);
    expect(await database.problems()).toEqual([]);
  });

  test('prepared with subtransactions', async () => {
    const first = await points();
    const { owner } = database;
    await owner.query('BEGIN');
    for (let depth = 1; depth <= many; depth += 1) await owner.query(`SAVEPOINT s; ${insert(depth)}; RELEASE s`);
    await owner.query(`PREPARE TRANSACTION 'deep'`);
    await owner.query(`COMMIT PREPARED 'deep'`);
    expect(await points()).toBe(first + many);
    expect(await database.problems()).toEqual([]);
  });
});
