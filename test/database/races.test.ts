import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { createRaceDatabase, type RaceDatabase } from './race-database.ts';
import type { ScheduleOutcome, Step } from './schedule.ts';

/** Two transactions of which neither sees what the other one does, though both change what the same documents hold. */
interface Race {
  readonly name: string;
  readonly a: readonly string[];
  readonly b: readonly string[];
}

const races: readonly Race[] = [
  {
    name: 'a new child, and its parent is renamed',
    a: [`INSERT INTO tb_task VALUES (20, 1, 'kind 20', 20)`],
    b: [`UPDATE tb_project SET name = 'renamed' WHERE pk_project = 1`],
  },
  {
    name: 'a re-pointed child, and its new parent is renamed',
    a: ['UPDATE tb_task SET fk_project = 2 WHERE pk_task = 1'],
    b: [`UPDATE tb_project SET name = 'renamed' WHERE pk_project = 2`],
  },
  {
    name: 'a re-pointed child, and its old parent goes',
    a: ['UPDATE tb_task SET fk_project = 2 WHERE pk_task = 1'],
    b: ['DELETE FROM tb_project WHERE pk_project = 1'],
  },
  {
    name: 'two hops: a new child, and its parent’s parent is renamed',
    a: [`INSERT INTO tb_task VALUES (20, 1, 'kind 20', 20)`],
    b: [`UPDATE tb_owner SET name = 'renamed' WHERE pk_owner = 1`],
  },
  {
    name: 'a row in the middle moves, and the end that it moves to is renamed',
    a: ['UPDATE tb_project SET fk_owner = 2 WHERE pk_project = 1'],
    b: [`UPDATE tb_owner SET name = 'renamed' WHERE pk_owner = 2`],
  },
  {
    name: 'a row in the middle moves, and gets a child',
    a: ['UPDATE tb_project SET fk_owner = 2 WHERE pk_project = 1'],
    b: [`INSERT INTO tb_task VALUES (20, 1, 'kind 20', 20)`],
  },
  {
    name: 'a row in the middle moves, and its child changes',
    a: ['UPDATE tb_project SET fk_owner = 2 WHERE pk_project = 1'],
    b: ['UPDATE tb_task SET points = 100 WHERE pk_task = 11'],
  },
  {
    name: 'two rows on one path are re-pointed',
    a: ['UPDATE tb_task SET fk_project = 2 WHERE pk_task = 1'],
    b: ['UPDATE tb_project SET fk_owner = 3 WHERE pk_project = 2'],
  },
  {
    name: 'two children of one aggregate',
    a: ['UPDATE tb_task SET points = 100 WHERE pk_task = 1'],
    b: [`INSERT INTO tb_task VALUES (20, 1, 'kind 20', 20)`],
  },
  {
    name: 'two children come to one aggregate from elsewhere',
    a: ['UPDATE tb_task SET fk_project = 3 WHERE pk_task = 1'],
    b: ['UPDATE tb_task SET fk_project = 3 WHERE pk_task = 2'],
  },
  {
    name: 'the first rows of a new group',
    a: [`INSERT INTO tb_task VALUES (20, 1, 'new', 20)`],
    b: [`INSERT INTO tb_task VALUES (21, 2, 'new', 21)`],
  },
  {
    name: 'the last rows of a group go',
    a: [`UPDATE tb_task SET kind = 'kind 2' WHERE pk_task = 1`],
    b: [`DELETE FROM tb_task WHERE pk_task = 2`],
  },
  {
    name: 'a parent that doesn’t exist yet',
    a: [`INSERT INTO tb_task VALUES (20, 9, 'kind 20', 20)`],
    b: [`INSERT INTO tb_project VALUES (9, 1, 'new')`],
  },
  {
    name: 'a parent’s parent that doesn’t exist yet',
    a: ['UPDATE tb_project SET fk_owner = 9 WHERE pk_project = 1'],
    b: [`INSERT INTO tb_owner VALUES (9, 'new')`],
  },
  {
    name: 'two columns of one row from two tables',
    a: [`UPDATE tb_owner SET name = 'renamed' WHERE pk_owner = 1`],
    b: [`UPDATE tb_project SET name = 'renamed' WHERE pk_project = 1`],
  },
  {
    name: 'the last child goes, and another one comes',
    a: ['DELETE FROM tb_task WHERE pk_task = 3'],
    b: [`INSERT INTO tb_task VALUES (20, 3, 'kind 3', 20)`],
  },
  {
    name: 'a parent goes, and a child comes',
    a: ['DELETE FROM tb_project WHERE pk_project = 1'],
    b: [`INSERT INTO tb_task VALUES (20, 1, 'kind 20', 20)`],
  },
  {
    name: 'in opposite order',
    a: ['UPDATE tb_task SET points = 100 WHERE pk_task = 1', 'UPDATE tb_task SET points = 100 WHERE pk_task = 2'],
    b: ['UPDATE tb_task SET points = 100 WHERE pk_task = 12', 'UPDATE tb_task SET points = 100 WHERE pk_task = 11'],
  },
  {
    name: 'in opposite order, each from another level',
    a: [
      `UPDATE tb_owner SET name = 'renamed' WHERE pk_owner = 1`,
      'UPDATE tb_task SET fk_project = 1 WHERE pk_task = 12',
    ],
    b: [
      'UPDATE tb_task SET fk_project = 1 WHERE pk_task = 2',
      `UPDATE tb_project SET name = 'renamed' WHERE pk_project IN (1, 2)`,
    ],
  },
];

/** Each with A and B exchanged as well: who commits first. */
const schedules: readonly (readonly Step[])[] = [
  ['A begins', 'B begins', 'A writes', 'B writes', 'A commits', 'B commits'],
  ['A begins', 'A writes', 'B begins', 'B writes', 'B flushes', 'A commits', 'B commits'],
  ['A begins', 'A writes', 'B begins', 'B writes', 'A prepares', 'B commits', 'A ends'],
  ['A begins', 'A writes', 'A flushes', 'B begins', 'B writes', 'B commits', 'A commits'],
];

const pairsOfLevels: readonly (readonly [string, string])[] = [
  ['READ COMMITTED', 'READ COMMITTED'],
  ['REPEATABLE READ', 'REPEATABLE READ'],
  ['SERIALIZABLE', 'SERIALIZABLE'],
  ['READ COMMITTED', 'REPEATABLE READ'],
  ['REPEATABLE READ', 'READ COMMITTED'],
  ['SERIALIZABLE', 'READ COMMITTED'],
  ['REPEATABLE READ', 'SERIALIZABLE'],
];

const combinations = pairsOfLevels.flatMap((levels) =>
  schedules.flatMap((steps) => [
    { levels, steps },
    { levels, steps: steps.map(exchange) },
  ]),
);

function exchange(step: Step): Step {
  const [name, verb] = step.split(' ') as [string, string];
  return `${name === 'A' ? 'B' : 'A'} ${verb}` as Step;
}

describeOnEachServer('two transactions that race', (server) => {
  let database: RaceDatabase;
  beforeAll(async () => {
    database = await createRaceDatabase(server);
  });
  afterAll(() => database.drop());

  test.for(races)('$name', async ({ a, b }) => {
    for (const { levels, steps } of combinations) {
      await database.reset();
      const [levelOfA, levelOfB] = levels;
      const outcome = await database.sessions.run(steps, {
        A: { level: levelOfA, statements: a },
        B: { level: levelOfB, statements: b },
      });
      const where = `${levelOfA} and ${levelOfB}: ${steps.join(', ')}`;
      expect(await database.problems(), where).toEqual([]);
      expect(wrongErrors(outcome, levels), where).toEqual([]);
    }
  });
});

/** At READ COMMITTED nothing may fail; above, one of the two may have to be repeated. */
function wrongErrors({ A, B }: ScheduleOutcome, [levelOfA, levelOfB]: readonly [string, string]): readonly string[] {
  const allowed = (level: string, error: string) => error === '40001' && level !== 'READ COMMITTED';
  const wrong = (level: string, error: string | undefined) =>
    error === undefined || allowed(level, error) ? [] : [`${level}: ${error}`];
  const both = A.error !== undefined && B.error !== undefined ? ['neither committed'] : [];
  return [...wrong(levelOfA, A.error), ...wrong(levelOfB, B.error), ...both];
}
