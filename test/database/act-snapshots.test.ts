import type pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { type ActDatabase, createActDatabase, oddTview } from './act-database.ts';
import { levels } from './random-writers.ts';

const oddTable = oddTview.replace('tv_', 'tb_');

// Its writers hold no locks but those of rows, and leave no traces.
describeOnEachServer('all rows of a TVIEW over one table, computed from a snapshot', (server) => {
  let own: ActDatabase;
  let other: pg.Client;
  beforeAll(async () => {
    own = await createActDatabase(server);
    other = await own.connect('case_owner');
  });
  afterAll(() => own.drop());
  afterEach(async () => {
    expect(await own.stale()).toEqual([]);
  });

  const unseen = (sql: string) =>
    `ALTER TABLE tb_post DISABLE TRIGGER USER; ${sql}; ALTER TABLE tb_post ENABLE TRIGGER USER`;
  const firstRows = `TRUNCATE tb_post; INSERT INTO tb_post SELECT n, 1, 'post ' || n FROM generate_series(1, 50) AS n`;
  const changes = [
    {
      what: 'rebuild() of a row that is gone',
      before: '',
      since: 'DELETE FROM tb_post WHERE pk_post = 10',
      call: `SELECT tviews.rebuild('tv_title')`,
    },
    {
      what: 'repair() of a row that is gone',
      before: unseen(`UPDATE tb_post SET title = 'unseen' WHERE pk_post = 1`),
      since: 'DELETE FROM tb_post WHERE pk_post = 11',
      call: `SELECT tviews.repair('tv_title')`,
    },
    {
      what: 'refresh() of a row that was missing, and is gone',
      before: unseen(`INSERT INTO tb_post VALUES (301, 1, 'unseen')`),
      since: 'DELETE FROM tb_post WHERE pk_post = 301',
      call: `SELECT tviews.refresh('tv_title', '[301]')`,
    },
    {
      what: 'TRUNCATE of a row that is new',
      before: '',
      since: `INSERT INTO ${oddTable} VALUES (9, 'new')`,
      call: `TRUNCATE ${oddTable}`,
    },
  ];

  test.each(changes.flatMap((change) => levels.slice(1).map((level) => ({ ...change, level }))))(
    '$what is refused at $level',
    async ({ before, since, call, level }) => {
      await own.query(before);
      await other.query(`BEGIN ISOLATION LEVEL ${level}; SELECT FROM tb_post`);
      await own.application.query(since);
      expect(await own.failure(other, `${call}; COMMIT`)).toBe('40001');
      await own.query(`${firstRows}; DELETE FROM ${oddTable} WHERE "pk_it's" = 9; SELECT tviews.repair()`);
    },
  );

  test.each(levels)('where nothing has been committed since it succeeds at %s', async (level) => {
    // Commits in other databases of the server count, too.
    const attempt = () =>
      own.failure(
        other,
        `BEGIN ISOLATION LEVEL ${level}; UPDATE tb_post SET title = 'own' WHERE pk_post = 20;
      SAVEPOINT before; SELECT tviews.flush(); ROLLBACK TO before; SELECT tviews.flush(); SELECT tviews.rebuild('tv_title');
      TRUNCATE tb_post; INSERT INTO tb_post SELECT n, 1, 'again' FROM generate_series(1, 40) AS n; COMMIT`,
      );
    await expect.poll(attempt, { timeout: 20_000 }).toBeUndefined();
  });
});
