import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeOnEachServer, uniqueName } from '../support/postgres.ts';
import { createHealthDatabase, type HealthDatabase, type Sabotage } from './health-database.ts';

const sabotages: readonly Sabotage[] = [
  [
    'the database set to fire no triggers',
    `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET session_replication_role = replica', current_database()); END $$`,
    ['warning', 'replica-role', 'every role in database', 'writes fire no triggers'],
  ],
  [
    'a role set to fire no triggers',
    'ALTER ROLE case_application SET session_replication_role = replica',
    ['warning', 'replica-role', 'role case_application in every database', 'writes fire no triggers'],
  ],
  [
    'this session set to fire no triggers',
    'SET LOCAL session_replication_role = replica',
    ['warning', 'replica-role', 'this session', 'writes fire no triggers'],
  ],
  [
    'a role that may write a TVIEW',
    'GRANT SELECT, INSERT, UPDATE ON tv_post TO case_application',
    ['warning', 'write-privilege', 'public.tv_post', 'role case_application may INSERT, UPDATE'],
  ],
  [
    'a role that may write a column',
    'GRANT UPDATE (title) ON tv_post TO case_application',
    ['warning', 'write-privilege', 'public.tv_post', 'role case_application may UPDATE'],
  ],
  [
    'everybody looking into the queue',
    'GRANT SELECT ON tviews.queue TO PUBLIC',
    ['warning', 'write-privilege', 'tviews.queue', 'every role may SELECT'],
  ],
  [
    'a trigger that changes what is written',
    `CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
     CREATE TRIGGER mine BEFORE INSERT ON tv_post FOR EACH ROW EXECUTE FUNCTION nothing()`,
    ['warning', 'foreign-trigger', 'public.tv_post', 'trigger mine can change or leave out'],
  ],
  [
    'a trigger that looks on',
    `CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
     CREATE TRIGGER mine AFTER INSERT ON tv_post FOR EACH ROW EXECUTE FUNCTION nothing()`,
    ['info', 'foreign-trigger', 'public.tv_post', 'trigger mine runs inside'],
  ],
  [
    'a rule',
    'CREATE RULE mine AS ON DELETE TO tv_visited DO INSTEAD NOTHING',
    ['warning', 'foreign-rule', 'public.tv_visited', 'rule mine can change or leave out'],
  ],
];

describeOnEachServer('health_check() on other writers', (server) => {
  let own: HealthDatabase;
  beforeAll(async () => {
    own = await createHealthDatabase(server);
  });
  afterAll(() => own.drop());

  beforeEach(() => own.reset());

  test.each(sabotages)('finds %s', (...sabotage) => own.expectFound(sabotage));

  test('finds a table that a subscription writes, and a TVIEW that one writes', async () => {
    const name = uniqueName('tviews_subscription');
    const address = new URL(own.url);
    const connection = `host=${address.hostname} port=${address.port} user=${address.username} dbname=${address.pathname.slice(1)}`;
    await own.query(`CREATE PUBLICATION everything FOR TABLE tb_user, tv_post`);
    const options = 'create_slot = false, enabled = false, copy_data = false';
    await own.query(`CREATE SUBSCRIPTION ${name} CONNECTION '${connection}' PUBLICATION everything WITH (${options})`);
    const found = await own.statuses();
    await own.query(
      `ALTER SUBSCRIPTION ${name} SET (slot_name = NONE); DROP SUBSCRIPTION ${name}; DROP PUBLICATION everything`,
    );
    expect(found).toEqual([
      'subscribed-table public.tb_user',
      'subscribed-table public.tv_post',
      'subscribed-tview public.tv_post',
    ]);
    expect(await own.check()).toEqual([]);
  });
});
