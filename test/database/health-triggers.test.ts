import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { createHealthDatabase, type HealthDatabase, type Sabotage } from './health-database.ts';

const sabotages: readonly Sabotage[] = [
  [
    'a trigger that is missing',
    'DROP TRIGGER tviews_tb_user_update ON tb_user',
    ['error', 'missing-trigger', 'public.tb_user', 'no trigger for UPDATE'],
  ],
  [
    'all triggers missing, as on a table restored alone',
    `DROP TRIGGER tviews_tb_user_insert ON tb_user; DROP TRIGGER tviews_tb_user_update ON tb_user;
     DROP TRIGGER tviews_tb_user_delete ON tb_user; DROP TRIGGER tviews_tb_user_truncate ON tb_user`,
    ['error', 'missing-trigger', 'public.tb_user', 'no trigger for DELETE, INSERT, TRUNCATE, UPDATE'],
  ],
  [
    'a trigger of a TVIEW that another one reads',
    'DROP TRIGGER tviews_tv_post_insert ON tv_post',
    ['error', 'missing-trigger', 'public.tv_post', 'no trigger for INSERT'],
  ],
  [
    'disabled triggers',
    'ALTER TABLE tb_post DISABLE TRIGGER USER',
    ['error', 'disabled-trigger', 'public.tb_post', 'for DELETE, INSERT, TRUNCATE, UPDATE is disabled'],
  ],
  [
    'a trigger for replicated writes only',
    'ALTER TABLE tb_user ENABLE REPLICA TRIGGER tviews_tb_user_delete',
    ['error', 'replica-trigger', 'public.tb_user', 'for DELETE fires for replicated writes only'],
  ],
  [
    'a trigger of another function',
    `CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
     CREATE OR REPLACE TRIGGER tviews_tb_user_delete AFTER DELETE ON tb_user EXECUTE FUNCTION nothing()`,
    ['error', 'replaced-trigger', 'public.tb_user', 'for DELETE calls another function'],
  ],
  [
    'a queue that schedules no drain',
    'ALTER TABLE tviews.queue DISABLE TRIGGER drain',
    ['error', 'disabled-trigger', 'tviews.queue', 'for COMMIT is disabled'],
  ],
];

describeOnEachServer('health_check() on triggers', (server) => {
  let own: HealthDatabase;
  beforeAll(async () => {
    own = await createHealthDatabase(server);
  });
  afterAll(() => own.drop());

  beforeEach(() => own.reset());

  test.each(sabotages)('finds %s', (...sabotage) => own.expectFound(sabotage));

  test('activate() puts triggers back, also on a partition attached later, and makes up for what they missed', async () => {
    await own.query(`ALTER TABLE tb_user DISABLE TRIGGER USER; DROP TRIGGER tviews_tb_post_insert ON tb_post;
      SET ROLE case_owner; CREATE TABLE tb_visit_2 PARTITION OF tb_visit FOR VALUES FROM (10) TO (20); RESET ROLE`);
    await own.query("UPDATE tb_user SET name = 'unseen'");
    expect(await own.verify()).not.toEqual([]);
    await own.query('SELECT tviews.activate()');
    expect(await own.check()).toEqual([]);
    expect(await own.verify()).toEqual([]);
    await own.query("UPDATE tb_user SET name = 'seen'; INSERT INTO tb_visit_2 VALUES (11, 1)");
    expect(await own.verify()).toEqual([]);
    await own.query('DROP TABLE tb_visit_2');
    expect((await own.check()).map(({ status, component }) => `${status} ${component}`)).toEqual([
      'dropped-partition public.tb_visit',
    ]);
    expect(await own.verify()).not.toEqual([]);
    await own.query('SELECT tviews.activate()');
    expect(await own.check()).toEqual([]);
    expect(await own.verify()).toEqual([]);
  });
});
