import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { createHealthDatabase, type HealthDatabase, type Sabotage } from './health-database.ts';

const sabotages: readonly Sabotage[] = [
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
];

describeOnEachServer('health_check() on tables, views and their columns', (server) => {
  let own: HealthDatabase;
  beforeAll(async () => {
    own = await createHealthDatabase(server);
  });
  afterAll(() => own.drop());

  beforeEach(() => own.reset());

  test.each(sabotages)('finds %s', (...sabotage) => own.expectFound(sabotage));

  describe('a table renamed away, with another one in its place', () => {
    beforeEach(async () => {
      await own.query('BEGIN; SET LOCAL ROLE case_owner');
      await own.query(`ALTER TABLE tb_post RENAME TO tb_post_old; CREATE TABLE tb_post (LIKE tb_post_old INCLUDING INDEXES);
        INSERT INTO tb_post VALUES (1, 1, 'new')`);
    });

    test('is found', async () => {
      expect(await own.statuses()).toEqual(['missing-trigger public.tb_post', 'unwatched-table public.tb_post_old']);
    });

    test('is followed after activate()', async () => {
      await own.query('SELECT tviews.activate()');
      expect(await own.check()).toEqual([]);
      expect(await own.query('SELECT pk_post, title FROM tv_post')).toEqual([{ pk_post: 1, title: 'new' }]);
    });

    test('is followed no more when it has its name back', async () => {
      await own.query('ALTER TABLE tb_post RENAME TO tb_post_new; ALTER TABLE tb_post_old RENAME TO tb_post');
      await own.query('SELECT tviews.activate()');
      expect(await own.check()).toEqual([]);
    });
  });

  test('finds a table dropped', async () => {
    await own.query('BEGIN; DROP TABLE tb_visit CASCADE');
    expect(await own.statuses()).toEqual(['missing-table public.tb_visit', 'missing-view public.v_visited']);
  });
});
