import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { blogDefinitions, blogSql, createLookDatabase, type LookDatabase } from './look-database.ts';
import { switchTracesOn } from './traces.ts';

const definitions = {
  ...blogDefinitions,
  // Rows are replaced, not updated.
  'tv_slug.sql': `CREATE TABLE tv_slug AS SELECT pk_user AS pk_slug, upper(name) AS slug FROM tb_user;
    CREATE UNIQUE INDEX ON tv_slug (slug);`,
};

describeOnEachServer('refresh_stats', (server) => {
  let own: LookDatabase;
  beforeAll(async () => {
    own = await createLookDatabase(server, blogSql, definitions);
    await switchTracesOn(own.owner, "UPDATE tb_user SET name = 'traced' WHERE pk_user = 1");
  });
  afterAll(() => own.drop());
  beforeEach(async () => {
    await own.query("ROLLBACK; SELECT tviews.reset_refresh_stats(); SET tviews.track = 'on'");
  });

  const counts = `drains::int, full_drains::int AS full, keys::int, rows_written::int AS written,
    rows_deleted::int AS deleted, rows_unchanged::int AS unchanged`;
  /** Of the TVIEWs that were refreshed. */
  const stats = () =>
    own.query(`SELECT tview::text, ${counts} FROM tviews.refresh_stats WHERE drains > 0 ORDER BY tview::text`);
  const post = { tview: 'tv_post', drains: 1, full: 0, keys: 0, written: 0, deleted: 0, unchanged: 0 };
  const visited = { ...post, tview: 'tv_visited' };

  test('has a row for each TVIEW, of zeros where nothing was counted', async () => {
    const rows = await own.query(`SELECT tview::text, ${counts}, milliseconds FROM tviews.refresh_stats ORDER BY 1`);
    expect(rows).toEqual(
      ['tv_post', 'tv_slug', 'tv_visited'].map((tview) => ({ ...post, tview, drains: 0, milliseconds: 0 })),
    );
  });

  test.for(['off', 'true', ''])('counts nothing where tviews.track is “%s”', async (value) => {
    await own.query(`SET tviews.track = '${value}'; UPDATE tb_post SET title = 'untracked' || pk_post`);
    expect(await stats()).toEqual([]);
  });

  test.for<readonly [string, string, readonly object[]]>([
    [
      'rows that come',
      "INSERT INTO tb_post VALUES (100, 1, 'new'), (101, 1, 'new')",
      [
        { ...post, keys: 2, written: 2 },
        { ...visited, keys: 2, written: 2 },
      ],
    ],
    [
      'rows that change, and rows that are right already',
      `UPDATE tb_post SET title = CASE pk_post WHEN 1 THEN 'changed' || random() END WHERE pk_post IN (1, 2);
       UPDATE tb_post SET title = title || '!' WHERE pk_post = 3;
       UPDATE tb_post SET title = left(title, -1) WHERE pk_post = 3`,
      [
        { ...post, keys: 3, written: 2, unchanged: 1 },
        { ...visited, keys: 2, written: 2 },
      ],
    ],
    [
      'rows that go',
      'DELETE FROM tb_post WHERE pk_post IN (100, 101)',
      [
        { ...post, keys: 2, deleted: 2 },
        { ...visited, keys: 2, deleted: 2 },
      ],
    ],
    [
      'rows that are replaced',
      "UPDATE tb_user SET name = name || '!' WHERE pk_user = 5",
      [
        { ...post, keys: 2, written: 2 },
        { ...post, tview: 'tv_slug', keys: 1, written: 1, deleted: 1 },
        { ...visited, keys: 0 },
      ].slice(0, 2),
    ],
    ['a drain of all rows', 'TRUNCATE tb_visit', [{ ...visited, full: 1, written: 10 }]],
  ])('counts %s', async ([, sql, expected]) => {
    await own.query(`BEGIN; ${sql}; COMMIT`);
    expect(await stats()).toEqual(expected);
    const [time] = await own.query(
      'SELECT bool_and(milliseconds > 0) AS took FROM tviews.refresh_stats WHERE drains > 0',
    );
    expect(time).toEqual({ took: true });
  });

  test('counts each key once, however often a transaction has changed it, and each drain', async () => {
    const write = "UPDATE tb_post SET title = title || '.' WHERE pk_post = 5";
    await own.query(`BEGIN; ${write}; ${write}; SELECT tviews.flush(); ${write}; COMMIT`);
    expect(await stats()).toEqual([
      { ...post, drains: 2, keys: 2, written: 2 },
      { ...visited, drains: 2, keys: 2, written: 2 },
    ]);
  });

  test('counts what was committed', async () => {
    await own.query("BEGIN; UPDATE tb_post SET title = 'gone'; SELECT tviews.flush()");
    expect(await stats()).toHaveLength(2);
    await own.query('ROLLBACK');
    expect(await stats()).toEqual([]);
  });

  test.for(['READ COMMITTED', 'REPEATABLE READ', 'SERIALIZABLE'])('counts at %s', async (level) => {
    await own.query(`BEGIN ISOLATION LEVEL ${level}; UPDATE tb_post SET title = '${level}' WHERE pk_post = 7; COMMIT`);
    expect(await stats()).toMatchObject([{ keys: 1, written: 1 }, { keys: 1 }]);
  });

  test('counts a prepared transaction when it commits', async () => {
    await own.query("BEGIN; UPDATE tb_post SET title = 'prepared' WHERE pk_post = 8; PREPARE TRANSACTION 'tracked'");
    expect(await stats()).toEqual([]);
    await own.query("COMMIT PREPARED 'tracked'");
    expect(await stats()).toMatchObject([{ keys: 1 }, { keys: 1 }]);
  });

  test('sums up what it has, and counts the same', async () => {
    for (const title of ['a', 'b', 'c']) await own.query(`UPDATE tb_post SET title = '${title}' WHERE pk_post = 9`);
    const before = await own.query('SELECT * FROM tviews.refresh_stats');
    await own.query('SELECT tviews.fold_refresh_log()');
    expect(await own.query('SELECT count(*)::int AS rows FROM tviews.refresh_log')).toEqual([{ rows: 2 }]);
    expect(await own.query('SELECT * FROM tviews.refresh_stats')).toEqual(before);
  });

  test('makes nobody wait: neither who refreshes nor who sums up or starts anew', async () => {
    const other = await own.connect('case_owner');
    await other.query("SET tviews.track = 'on'; SET lock_timeout = '2s'");
    await own.query("UPDATE tb_post SET title = 'first' WHERE pk_post = 1");
    await own.query(`BEGIN; UPDATE tb_post SET title = 'open' WHERE pk_post = 1; SELECT tviews.flush();
      SELECT tviews.fold_refresh_log()`);
    for (const sql of [
      "UPDATE tb_post SET title = 'beside' WHERE pk_post = 2",
      'SELECT tviews.fold_refresh_log()',
      'SELECT tviews.reset_refresh_stats()',
    ])
      await other.query(sql);
    await own.query('COMMIT');
    expect(await stats(), 'what the other one could not take').toMatchObject([
      { tview: 'tv_post', drains: 2 },
      { tview: 'tv_visited', drains: 2 },
    ]);
  });

  test('performance_summary has a row for each TVIEW', async () => {
    await own.query("UPDATE tb_post SET title = 'once' WHERE pk_post = 10");
    const rows = await own.query(
      `SELECT tview::text, drains::int, keys::int, mean_milliseconds > 0 AS has_mean, table_bytes > 0 AS has_size,
        unused_indexes::text[], pg_typeof(hot_ratio)::text AS ratio, dead_rows >= 0 AS has_dead
      FROM tviews.performance_summary ORDER BY 1`,
    );
    const alike = { has_size: true, unused_indexes: [], ratio: 'double precision', has_dead: true };
    expect(rows).toEqual([
      { ...alike, tview: 'tv_post', drains: 1, keys: 1, has_mean: true },
      { ...alike, tview: 'tv_slug', drains: 0, keys: 0, has_mean: null },
      { ...alike, tview: 'tv_visited', drains: 1, keys: 1, has_mean: true },
    ]);
  });

  test('performance_summary names indexes that are of no use', async () => {
    await own.query('BEGIN; CREATE INDEX "of no; use" ON tv_post (title)');
    const rows = await own.query(
      'SELECT unused_indexes::text[] AS unused FROM tviews.performance_summary ORDER BY tview::text LIMIT 1',
    );
    expect(rows).toEqual([{ unused: ['"of no; use"'] }]);
  });
});
