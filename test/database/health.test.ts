import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { describeOnEachServer, uniqueName } from '../support/postgres.ts';
import {
  type CaseDatabase,
  type CaseRoles,
  createCaseDatabase,
  createCaseRoles,
  installDefinitions,
} from './case-database.ts';

const schemaSql = `
  CREATE TABLE tb_user (pk_user integer PRIMARY KEY, name text, unread text);
  CREATE TABLE tb_post (pk_post integer PRIMARY KEY, fk_user integer, title text);
  CREATE INDEX ON tb_post (fk_user);
  CREATE TABLE tb_visit (day integer, fk_post integer) PARTITION BY RANGE (day);
  CREATE INDEX ON tb_visit (fk_post);
  CREATE TABLE tb_visit_1 PARTITION OF tb_visit FOR VALUES FROM (0) TO (10);
  INSERT INTO tb_user SELECT n, 'user ' || n FROM generate_series(1, 5) AS n;
  INSERT INTO tb_post SELECT n, 1 + n % 5, 'post ' || n FROM generate_series(1, 10) AS n;
  INSERT INTO tb_visit SELECT n % 10, 1 + n FROM generate_series(0, 9) AS n;
  GRANT SELECT, INSERT, UPDATE, DELETE ON tb_user, tb_post, tb_visit TO case_application;
`;

const definitions = {
  'tv_post.sql': 'SELECT p.pk_post, p.title, u.name FROM tb_post p LEFT JOIN tb_user u ON u.pk_user = p.fk_user',
  'tv_visited.sql': `SELECT t.pk_post AS pk_visited, t.title, (SELECT count(*) FROM tb_visit v WHERE v.fk_post = t.pk_post)
    FROM tv_post t`,
};

interface Finding {
  readonly status: string;
  readonly component: string;
  readonly message: string;
  readonly severity: string;
}

describeOnEachServer('health_check()', (server) => {
  let roles: CaseRoles;
  let own: CaseDatabase;
  beforeAll(async () => {
    roles = await createCaseRoles(server);
    own = await createCaseDatabase(server, roles, schemaSql);
    const sources = Object.entries(definitions).map(([file, text]) => ({ file, text }));
    await installDefinitions(server, own, sources);
  });
  afterAll(async () => {
    await own.database.drop();
    await roles.drop();
  });
  /** As the superuser, who may do everything that an administrator can. */
  const query = async (sql: string) => (await own.database.client.query(roles.rename(sql))).rows;
  const check = async () => (await query('SELECT * FROM tviews.health_check()')) as Finding[];
  const verify = () => query('SELECT * FROM tviews.verify()');

  beforeEach(() => query('ROLLBACK; RESET ROLE'));

  test('says nothing where all is well, also to the owner, who is no superuser', async () => {
    expect(await check()).toEqual([]);
    expect((await own.owner.query('SELECT * FROM tviews.health_check()')).rows).toEqual([]);
  });

  describe('finds, inside a transaction that is then rolled back,', () => {
    beforeEach(() => query('BEGIN'));

    test.each([
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
        'a disabled trigger that rows of one partition would fire',
        'ALTER TABLE tb_visit_1 DISABLE TRIGGER tviews_tb_visit_row_insert',
        ['error', 'disabled-trigger', 'public.tb_visit_1', 'for MERGE is disabled'],
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
      [
        'a partition attached later',
        'CREATE TABLE tb_visit_2 PARTITION OF tb_visit FOR VALUES FROM (10) TO (20)',
        ['error', 'missing-trigger', 'public.tb_visit_2', 'no trigger for DELETE, INSERT, TRUNCATE, UPDATE'],
      ],
      [
        'a partition on another server',
        `CREATE FOREIGN DATA WRAPPER nowhere; CREATE SERVER nowhere FOREIGN DATA WRAPPER nowhere;
         CREATE FOREIGN TABLE tb_visit_2 PARTITION OF tb_visit FOR VALUES FROM (10) TO (20) SERVER nowhere`,
        ['error', 'foreign-partition', 'public.tb_visit_2', 'a foreign table in public.tb_visit'],
      ],
      [
        'a column that triggers name renamed',
        'ALTER TABLE tb_user RENAME COLUMN name TO full_name',
        ['error', 'missing-column', 'public.tb_user', 'column name is dropped or renamed'],
      ],
      [
        'a TVIEW renamed',
        'ALTER TABLE tv_visited RENAME TO tv_elsewhere',
        ['error', 'missing-tview', 'public.tv_visited', 'dropped, renamed or replaced'],
      ],
      [
        'a backing view replaced',
        'ALTER VIEW v_visited RENAME TO v_elsewhere; CREATE VIEW v_visited AS SELECT 1',
        ['error', 'missing-view', 'public.v_visited', 'dropped, renamed or replaced'],
      ],
      [
        'a column of a TVIEW dropped',
        'ALTER TABLE tv_visited DROP COLUMN title',
        ['error', 'changed-column', 'public.tv_visited', 'column title is not there'],
      ],
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
      [
        'another version',
        "UPDATE tviews.model SET version = '0.9.0'",
        ['error', 'not-active', '', 'outdated: run SELECT tviews.activate()'],
      ],
      ['no version', 'DELETE FROM tviews.model', ['error', 'not-active', '', 'inactive: run SELECT tviews.activate()']],
    ])('%s', async (_, sabotage, [severity, status, component = '', message = '']) => {
      await query(sabotage);
      const found = await check();
      expect(found).toEqual([
        {
          severity,
          status,
          component: expect.stringContaining(roles.rename(component)),
          message: expect.stringContaining(roles.rename(message)),
        },
      ]);
    });

    test('names that need quotes', async () => {
      await query('SET LOCAL ROLE case_owner');
      await query(`CREATE TABLE "it's; %s -- \\" PARTITION OF tb_visit FOR VALUES FROM (10) TO (20)`);
      expect((await check()).map(({ component }) => component)).toEqual([`public."it's; %s -- \\"`]);
      await query('SELECT tviews.activate()');
      expect(await check()).toEqual([]);
    });
  });

  describe('a table renamed away, with another one in its place', () => {
    beforeEach(async () => {
      await query('BEGIN; SET LOCAL ROLE case_owner');
      await query(`ALTER TABLE tb_post RENAME TO tb_post_old; CREATE TABLE tb_post (LIKE tb_post_old);
        INSERT INTO tb_post VALUES (1, 1, 'new')`);
    });

    test('is found', async () => {
      const statuses = (await check()).map(({ status, component }) => `${status} ${component}`);
      expect(statuses).toEqual(['missing-trigger public.tb_post', 'unwatched-table public.tb_post_old']);
    });

    test('is no state to activate', async () => {
      await expect(query('SELECT tviews.activate()')).rejects.toMatchObject({
        code: '55000',
        message: 'public.v_post reads public.tb_post_old, and public.tb_post is another table',
        hint: 'Rename it back; or, to follow the other one, DROP VIEW public.v_post and run SELECT tviews.activate() again.',
      });
    });

    test('is followed when the view is made anew', async () => {
      await query('DROP VIEW v_post; SELECT tviews.activate()');
      expect(await check()).toEqual([]);
      expect(await query('SELECT pk_post, title FROM tv_post')).toEqual([{ pk_post: 1, title: 'new' }]);
    });

    test('is followed no more when it has its name back', async () => {
      await query('ALTER TABLE tb_post RENAME TO tb_post_new; ALTER TABLE tb_post_old RENAME TO tb_post');
      await query('SELECT tviews.activate()');
      expect(await check()).toEqual([]);
    });
  });

  test('finds a table dropped', async () => {
    await query('BEGIN; DROP TABLE tb_visit CASCADE');
    const found = await check();
    expect(found.map(({ status, component }) => `${status} ${component}`)).toEqual([
      'missing-table public.tb_visit',
      'missing-view public.v_visited',
    ]);
  });

  test('finds entries that no drain will take, until repair() does', async () => {
    await query(
      `ALTER TABLE tviews.queue DISABLE TRIGGER drain; UPDATE tb_user SET name = 'left' WHERE pk_user = 1;
       ALTER TABLE tviews.queue ENABLE TRIGGER drain`,
    );
    expect(await check()).toMatchObject([
      { status: 'left-over-entries', component: 'public.tv_post', severity: 'error' },
    ]);
    await query('SELECT tviews.repair()');
    expect(await check()).toEqual([]);
  });

  test('takes the entries of a running transaction for what they are', async () => {
    await query("BEGIN; UPDATE tb_user SET name = 'running' WHERE pk_user = 1");
    expect(await check()).toEqual([]);
    expect((await own.owner.query('SELECT * FROM tviews.health_check()')).rows).toEqual([]);
    await query('ROLLBACK');
  });

  test('finds a table that a subscription writes, and a TVIEW that one writes', async () => {
    const name = uniqueName('tviews_subscription');
    const address = new URL(own.database.url);
    const connection = `host=${address.hostname} port=${address.port} user=${address.username} dbname=${own.database.name}`;
    await query(`CREATE PUBLICATION everything FOR TABLE tb_user, tv_post`);
    const options = 'create_slot = false, enabled = false, copy_data = false';
    await query(`CREATE SUBSCRIPTION ${name} CONNECTION '${connection}' PUBLICATION everything WITH (${options})`);
    const found = await check();
    await query(
      `ALTER SUBSCRIPTION ${name} SET (slot_name = NONE); DROP SUBSCRIPTION ${name}; DROP PUBLICATION everything`,
    );
    expect(found.map(({ status, component }) => `${status} ${component}`)).toEqual([
      'subscribed-table public.tb_user',
      'subscribed-table public.tv_post',
      'subscribed-tview public.tv_post',
    ]);
    expect(await check()).toEqual([]);
  });

  test('activate() puts triggers back, also on a partition attached later, and makes up for what they missed', async () => {
    await query(`ALTER TABLE tb_user DISABLE TRIGGER USER; DROP TRIGGER tviews_tb_post_insert ON tb_post;
      SET ROLE case_owner; CREATE TABLE tb_visit_2 PARTITION OF tb_visit FOR VALUES FROM (10) TO (20); RESET ROLE`);
    await query("UPDATE tb_user SET name = 'unseen'");
    expect(await verify()).not.toEqual([]);
    await query('SELECT tviews.activate()');
    expect(await check()).toEqual([]);
    expect(await verify()).toEqual([]);
    await query("UPDATE tb_user SET name = 'seen'; INSERT INTO tb_visit_2 VALUES (11, 1)");
    expect(await verify()).toEqual([]);
    await query('DROP TABLE tb_visit_2');
    expect((await check()).map(({ status, component }) => `${status} ${component}`)).toEqual([
      'dropped-partition public.tb_visit',
    ]);
    expect(await verify()).not.toEqual([]);
    await query('SELECT tviews.activate()');
    expect(await check()).toEqual([]);
    expect(await verify()).toEqual([]);
  });

  test('a partition attached later is found, and writes to it are seen all the same', async () => {
    const findings = async () => (await check()).map(({ status, component }) => `${status} ${component}`);
    await query(`SET ROLE case_owner; CREATE TABLE tb_visit_2 PARTITION OF tb_visit FOR VALUES FROM (10) TO (20);
      CREATE TABLE tb_visit_3 (LIKE tb_visit); RESET ROLE`);
    expect(await findings()).toEqual(['missing-trigger public.tb_visit_2']);
    for (const statement of [
      'INSERT INTO tb_visit_2 VALUES (10, 1), (10, 2)',
      'UPDATE tb_visit_2 SET fk_post = fk_post + 5',
      'INSERT INTO tb_visit VALUES (12, 9)',
      'MERGE INTO tb_visit v USING tb_visit_1 s ON v.day = s.day AND s.day = 3 WHEN MATCHED THEN UPDATE SET day = 13',
      'DELETE FROM tb_visit_2 WHERE fk_post = 6',
      'UPDATE tb_visit SET fk_post = 10 WHERE day >= 10 AND fk_post <> 7',
    ]) {
      await query(statement);
      expect(await verify(), statement).toEqual([]);
    }
    // Nothing tells of these.
    await query('INSERT INTO tb_visit_3 VALUES (20, 1)');
    await query('ALTER TABLE tb_visit ATTACH PARTITION tb_visit_3 FOR VALUES FROM (20) TO (30)');
    expect(await findings()).toEqual(['missing-trigger public.tb_visit_2', 'missing-trigger public.tb_visit_3']);
    expect(await verify()).toHaveLength(1);
    await query('SELECT tviews.activate()');
    expect(await findings()).toEqual([]);
    expect(await verify()).toEqual([]);
    await query('TRUNCATE tb_visit_3');
    expect(await verify()).toEqual([]);
    await query('ALTER TABLE tb_visit DETACH PARTITION tb_visit_2');
    expect(await findings()).toEqual(['detached-table public.tb_visit_2']);
    expect(await verify()).not.toEqual([]);
    await query('SELECT tviews.activate()');
    expect(await findings()).toEqual([]);
    expect(await verify()).toEqual([]);
    await query('DROP TABLE tb_visit_2, tb_visit_3');
  });
});
