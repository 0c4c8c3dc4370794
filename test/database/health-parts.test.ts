import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { createHealthDatabase, type HealthDatabase, type Sabotage } from './health-database.ts';

const sabotages: readonly Sabotage[] = [
  [
    'a refresh function dropped',
    'DROP FUNCTION tviews.refresh_tv_post(integer[])',
    ['error', 'missing-function', 'public.tv_post', 'function refresh_tv_post is gone'],
  ],
  [
    'a drain function dropped',
    'DROP FUNCTION tviews.drain_tv_visited',
    ['error', 'missing-function', 'public.tv_visited', 'function drain_tv_visited is gone'],
  ],
  [
    'the function that calls the drains dropped',
    'DROP FUNCTION tviews.drain_tview',
    ['error', 'missing-function', 'tviews.queue', 'function drain_tview is gone'],
  ],
  [
    'a key dropped',
    'ALTER TABLE tv_post DROP CONSTRAINT tv_post_pkey',
    ['error', 'dropped-key', 'public.tv_post', '(pk_post) is no primary key'],
  ],
  [
    'a key of other columns',
    'ALTER TABLE tv_post DROP CONSTRAINT tv_post_pkey; ALTER TABLE tv_post ADD UNIQUE (pk_post, title)',
    ['error', 'dropped-key', 'public.tv_post', '(pk_post) is no primary key'],
  ],
  [
    'the right to read a table',
    'REVOKE ALL ON tb_user FROM case_owner, case_application',
    ['error', 'missing-privilege', 'public.tb_user', 'role case_owner has no right to SELECT'],
  ],
  [
    'the right to write a TVIEW',
    'REVOKE UPDATE, DELETE ON tv_post FROM case_owner',
    ['error', 'missing-privilege', 'public.tv_post', 'no right to DELETE, UPDATE'],
  ],
  [
    'row-level security that keeps rows from the owner',
    'ALTER TABLE tb_user ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY',
    ['error', 'row-security', 'public.tb_user', 'row-level security holds for role case_owner'],
  ],
  [
    'an index dropped',
    'DROP INDEX tb_post_fk_user_idx',
    ['info', 'missing-index', 'public.tb_post', 'CREATE INDEX tb_post_fk_user_idx ON public.tb_post (fk_user);'],
  ],
  [
    'a setting that there is not',
    `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET tviews.trak = on', current_database()); END $$`,
    ['warning', 'unknown-setting', 'every role in database', 'tviews.trak is no setting of tviews'],
  ],
  [
    'a setting of its own that is for a transaction, not for a role',
    "ALTER ROLE case_application SET tviews.moves = 'merge'",
    ['warning', 'unknown-setting', 'role case_application in every database', 'tviews.moves is no setting of tviews'],
  ],
  [
    'a setting that cannot have this value',
    "ALTER ROLE case_application SET tviews.track = 'sometimes'",
    ['warning', 'invalid-setting', 'role case_application in every database', "tviews.track cannot be 'sometimes'"],
  ],
  [
    'a setting whose value makes writes fail',
    "ALTER ROLE case_application SET tviews.log_level = 'loud'",
    ['error', 'invalid-setting', 'role case_application in every database', 'so writes that TVIEWs read fail'],
  ],
  [
    'a setting of the session that cannot have this value',
    "SET LOCAL tviews.track = 'true'",
    ['warning', 'invalid-setting', 'this session', "tviews.track cannot be 'true'"],
  ],
];

describeOnEachServer('health_check() on what belongs to TVIEWs', (server) => {
  let own: HealthDatabase;
  beforeAll(async () => {
    own = await createHealthDatabase(server);
  });
  afterAll(() => own.drop());

  beforeEach(() => own.reset());

  test.each(sabotages)('finds %s', (...sabotage) => own.expectFound(sabotage));

  test.for([
    "SET LOCAL tviews.track = 'on'",
    'ALTER TABLE tb_user ENABLE ROW LEVEL SECURITY',
    'GRANT SELECT (pk_user, name) ON tb_user TO case_owner; REVOKE SELECT ON tb_user FROM case_owner',
    'ALTER TABLE tv_post DROP CONSTRAINT tv_post_pkey; CREATE UNIQUE INDEX ON tv_post (pk_post)',
  ])('is content with: %s', async (sql) => {
    await own.query(`BEGIN; ${sql}`);
    expect(await own.check()).toEqual([]);
  });

  test.for([
    'DROP FUNCTION tviews.refresh_tv_post(integer[])',
    'DROP FUNCTION tviews.drain_tview',
    'ALTER TABLE tv_post DROP CONSTRAINT tv_post_pkey',
  ])('what it says after %s is so: writes fail, and activate() makes it good', async (sql) => {
    const write = "UPDATE tb_user SET name = 'written' WHERE pk_user = 1; SET CONSTRAINTS ALL IMMEDIATE";
    await own.query(`BEGIN; ${sql}; SAVEPOINT harmed`);
    expect(await own.query('SELECT state FROM tviews.status()')).toEqual([
      { state: expect.stringContaining('damaged') },
    ]);
    await expect(own.query(write)).rejects.toThrow();
    await own.query('ROLLBACK TO harmed; SET LOCAL ROLE case_owner; SELECT tviews.activate()');
    expect(await own.check()).toEqual([]);
    await own.query(write);
    expect(await own.verify()).toEqual([]);
  });
});
