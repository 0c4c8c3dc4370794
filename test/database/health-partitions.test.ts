import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { createHealthDatabase, type HealthDatabase, type Sabotage } from './health-database.ts';

const sabotages: readonly Sabotage[] = [
  [
    'a disabled trigger that rows of one partition would fire',
    'ALTER TABLE tb_visit_1 DISABLE TRIGGER tviews_tb_visit_row_insert',
    ['error', 'disabled-trigger', 'public.tb_visit_1', 'for MERGE is disabled'],
  ],
  [
    'a partition attached later',
    'CREATE TABLE tb_visit_2 PARTITION OF tb_visit FOR VALUES FROM (10) TO (20)',
    [
      'error',
      'missing-trigger',
      'public.tb_visit_2',
      'no trigger for DELETE, INSERT, TRUNCATE, UPDATE of statements: rows that are written there are seen one by one',
    ],
  ],
  [
    'a partition on another server',
    `CREATE FOREIGN DATA WRAPPER nowhere; CREATE SERVER nowhere FOREIGN DATA WRAPPER nowhere;
     CREATE FOREIGN TABLE tb_visit_2 PARTITION OF tb_visit FOR VALUES FROM (10) TO (20) SERVER nowhere`,
    ['error', 'foreign-partition', 'public.tb_visit_2', 'a foreign table in public.tb_visit'],
  ],
];

describeOnEachServer('health_check() on partitions', (server) => {
  let own: HealthDatabase;
  beforeAll(async () => {
    own = await createHealthDatabase(server);
  });
  afterAll(() => own.drop());

  beforeEach(() => own.reset());

  test.each(sabotages)('finds %s', (...sabotage) => own.expectFound(sabotage));

  test('a partition attached later is found, and writes to it are seen all the same', async () => {
    await own.query(`SET ROLE case_owner; CREATE TABLE tb_visit_2 PARTITION OF tb_visit FOR VALUES FROM (10) TO (20);
      CREATE TABLE tb_visit_3 (LIKE tb_visit); RESET ROLE`);
    expect(await own.statuses()).toEqual(['missing-trigger public.tb_visit_2']);
    for (const statement of [
      'INSERT INTO tb_visit_2 VALUES (10, 1), (10, 2)',
      'UPDATE tb_visit_2 SET fk_post = fk_post + 5',
      'INSERT INTO tb_visit VALUES (12, 9)',
      'MERGE INTO tb_visit v USING tb_visit_1 s ON v.day = s.day AND s.day = 3 WHEN MATCHED THEN UPDATE SET day = 13',
      'DELETE FROM tb_visit_2 WHERE fk_post = 6',
      'UPDATE tb_visit SET fk_post = 10 WHERE day >= 10 AND fk_post <> 7',
    ]) {
      await own.query(statement);
      expect(await own.verify(), statement).toEqual([]);
    }
    // Nothing tells of these.
    await own.query('INSERT INTO tb_visit_3 VALUES (20, 1)');
    await own.query('ALTER TABLE tb_visit ATTACH PARTITION tb_visit_3 FOR VALUES FROM (20) TO (30)');
    expect(await own.statuses()).toEqual(['missing-trigger public.tb_visit_2', 'missing-trigger public.tb_visit_3']);
    expect(await own.verify()).toHaveLength(1);
    await own.query('SELECT tviews.activate()');
    expect(await own.statuses()).toEqual([]);
    expect(await own.verify()).toEqual([]);
    await own.query('TRUNCATE tb_visit_3');
    expect(await own.verify()).toEqual([]);
    await own.query('ALTER TABLE tb_visit DETACH PARTITION tb_visit_2');
    expect(await own.statuses()).toEqual(['detached-table public.tb_visit_2']);
    expect(await own.verify()).not.toEqual([]);
    await own.query('SELECT tviews.activate()');
    expect(await own.statuses()).toEqual([]);
    expect(await own.verify()).toEqual([]);
    await own.query('DROP TABLE tb_visit_2, tb_visit_3');
  });
});
