import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { createRaceDatabase, type RaceDatabase } from './race-database.ts';
import type { Step } from './schedule.ts';

/** Two transactions whose changes meet in no document, and in nothing that leads to one. */
const pairs = [
  {
    name: 'different ends are renamed',
    a: `UPDATE tb_owner SET name = 'renamed' WHERE pk_owner = 1`,
    b: `UPDATE tb_owner SET name = 'renamed' WHERE pk_owner = 2`,
  },
  {
    name: 'children of different parents',
    a: `INSERT INTO tb_task VALUES (20, 1, 'kind 20', 20)`,
    b: 'UPDATE tb_task SET points = 100 WHERE pk_task = 2',
  },
  {
    name: 'a child of one parent, another parent is renamed',
    a: `INSERT INTO tb_task VALUES (20, 1, 'kind 20', 20)`,
    b: `UPDATE tb_project SET name = 'renamed' WHERE pk_project = 2`,
  },
  {
    name: 'a child of one parent, another parent’s parent goes',
    a: 'DELETE FROM tb_task WHERE pk_task = 1',
    b: 'DELETE FROM tb_owner WHERE pk_owner = 2',
  },
  {
    name: 'a row in the middle moves, elsewhere one is new',
    a: 'UPDATE tb_project SET fk_owner = 3 WHERE pk_project = 1',
    b: `INSERT INTO tb_project VALUES (9, 2, 'new')`,
  },
] as const;

/** What has drained keeps its locks until its transaction ends. */
const schedules: readonly (readonly Step[])[] = [
  ['A begins', 'A writes', 'A flushes', 'B begins', 'B writes', 'B commits', 'A commits'],
  ['A begins', 'A writes', 'B begins', 'B writes', 'A flushes', 'B flushes', 'B commits', 'A commits'],
  ['A begins', 'A writes', 'A prepares', 'B begins', 'B writes', 'B commits', 'A ends'],
  ['A begins', 'A writes', 'B begins', 'B writes', 'A prepares', 'B prepares', 'B ends', 'A ends'],
];

const pairsOfLevels = [
  ['READ COMMITTED', 'READ COMMITTED'],
  ['REPEATABLE READ', 'REPEATABLE READ'],
  ['READ COMMITTED', 'REPEATABLE READ'],
  ['SERIALIZABLE', 'SERIALIZABLE'],
] as const;

describeOnEachServer('writers of unrelated rows don’t wait for each other', (server) => {
  let database: RaceDatabase;
  beforeAll(async () => {
    database = await createRaceDatabase(server);
  });
  afterAll(() => database.drop());

  test.for(pairs.flatMap((pair) => pairsOfLevels.map(([levelOfA, levelOfB]) => ({ ...pair, levelOfA, levelOfB }))))(
    '$name ($levelOfA and $levelOfB)',
    async ({ a, b, levelOfA, levelOfB }) => {
      for (const steps of schedules) {
        await database.reset();
        const { A, B } = await database.sessions.run(steps, {
          A: { level: levelOfA, statements: [a] },
          B: { level: levelOfB, statements: [b] },
        });
        const where = steps.join(', ');
        expect(await database.problems(), where).toEqual([]);
        expect({ A: A.waited, B: B.waited }, where).toEqual({ A: [], B: [] });
        // At SERIALIZABLE PostgreSQL locks what it has read, small tables as a whole: it may find conflicts of its own.
        const errors = [A.error, B.error].filter((error) => error !== '40001' || levelOfA !== 'SERIALIZABLE');
        expect(
          errors.filter((error) => error !== undefined),
          where,
        ).toEqual([]);
      }
    },
  );
});
