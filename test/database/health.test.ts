import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { createHealthDatabase, type HealthDatabase, type Sabotage } from './health-database.ts';

const sabotages: readonly Sabotage[] = [
  [
    'another version',
    "CREATE OR REPLACE FUNCTION tviews.active_version() RETURNS text LANGUAGE sql AS $$SELECT '0.9.0'$$",
    ['error', 'not-active', '', 'outdated: run SELECT tviews.activate()'],
  ],
  [
    'no version',
    'DROP FUNCTION tviews.active_version()',
    ['error', 'not-active', '', 'inactive: run SELECT tviews.activate()'],
  ],
];

describeOnEachServer('health_check()', (server) => {
  let own: HealthDatabase;
  beforeAll(async () => {
    own = await createHealthDatabase(server);
  });
  afterAll(() => own.drop());

  beforeEach(() => own.reset());

  test.each(sabotages)('finds %s', (...sabotage) => own.expectFound(sabotage));

  test('says nothing where all is well, also to the owner, who is no superuser', async () => {
    expect(await own.check()).toEqual([]);
    expect((await own.owner.query('SELECT * FROM tviews.health_check()')).rows).toEqual([]);
  });

  test('quotes names that need it', async () => {
    await own.query('BEGIN; SET LOCAL ROLE case_owner');
    await own.query(`CREATE TABLE "it's; %s -- \\" PARTITION OF tb_visit FOR VALUES FROM (10) TO (20)`);
    expect((await own.check()).map(({ component }) => component)).toEqual([`public."it's; %s -- \\"`]);
    await own.query('SELECT tviews.activate()');
    expect(await own.check()).toEqual([]);
  });

  test('finds entries that no drain will take, until repair() does', async () => {
    await own.query(
      `ALTER TABLE tviews.queue DISABLE TRIGGER drain; UPDATE tb_user SET name = 'left' WHERE pk_user = 1;
       ALTER TABLE tviews.queue ENABLE TRIGGER drain`,
    );
    expect(await own.check()).toMatchObject([
      { status: 'left-over-entries', component: 'public.tv_post', severity: 'error' },
    ]);
    await own.query('SELECT tviews.repair()');
    expect(await own.check()).toEqual([]);
  });

  test('takes the entries of a running transaction for what they are', async () => {
    await own.query("BEGIN; UPDATE tb_user SET name = 'running' WHERE pk_user = 1");
    expect(await own.check()).toEqual([]);
    expect((await own.owner.query('SELECT * FROM tviews.health_check()')).rows).toEqual([]);
    await own.query('ROLLBACK');
  });
});
