import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { blogDefinitions, blogSql, createLookDatabase, type LookDatabase, readCase } from './look-database.ts';
import { readTview } from './tviews.ts';

const definitions = {
  ...blogDefinitions,
  'tv_slug.sql': `CREATE TABLE tv_slug AS SELECT pk_user AS pk_slug, upper(name) AS slug FROM tb_user;
    CREATE UNIQUE INDEX ON tv_slug (slug);`,
  'tv_count.sql':
    '-- @key (title, users)\nSELECT title, ARRAY[fk_user] AS users, count(*) AS posts FROM tb_post GROUP BY 1, 2',
  'tv_part.sql': 'SELECT pk_user AS pk_part, 10 / (pk_user - 6) AS part FROM tb_user',
};

describeOnEachServer('explain_refresh()', (server) => {
  let own: LookDatabase;
  beforeAll(async () => {
    own = await createLookDatabase(server, blogSql, definitions);
  });
  afterAll(() => own.drop());
  afterEach(() => own.query('ROLLBACK'));

  const explain = async (tview: string, key: object) => {
    const { rows } = await own.owner.query<{ line: string }>('SELECT tviews.explain_refresh($1, $2) AS line', [
      tview,
      key,
    ]);
    return rows.map(({ line }) => line).join('\n');
  };

  test('shows what is read and what is written, with times and buffers', async () => {
    const plan = await explain('tv_post', { pk_post: 3 });
    expect(plan).toContain('Index Cond: (pk_post = held.pk_post)');
    expect(plan).toMatch(/Index Scan using tb_post_pkey on tb_post p .*actual time=.* rows=1/);
    expect(plan).toContain('Insert on tv_post');
    expect(plan).toContain('Delete on tv_post');
    expect(plan).toContain('Buffers: shared hit=');
    expect(plan).toContain('Execution Time:');
  });

  test('writes nothing, though a row is refreshed and TVIEWs read it', async () => {
    await own.query(`BEGIN; ALTER TABLE tb_post DISABLE TRIGGER USER; UPDATE tb_post SET title = 'unseen' WHERE pk_post = 3;
      DELETE FROM tb_post WHERE pk_post = 4; ALTER TABLE tb_post ENABLE TRIGGER USER; COMMIT`);
    const before = [await readTview(own.owner, 'tv_post'), await readTview(own.owner, 'tv_visited')];
    expect(await explain('tv_post', { pk_post: 3 })).toMatch(/Trigger tviews_tv_post_update.*calls=1/);
    expect(await explain('tv_post', { pk_post: 4 })).toMatch(/Trigger tviews_tv_post_delete.*calls=1/);
    await own.query('SELECT tviews.flush()');
    expect([await readTview(own.owner, 'tv_post'), await readTview(own.owner, 'tv_visited')]).toEqual(before);
    expect(await own.query("SELECT key, difference FROM tviews.repair('tv_post')")).toEqual([
      { key: { pk_post: 3 }, difference: 'different' },
      { key: { pk_post: 4 }, difference: 'superfluous' },
    ]);
    await own.query('SELECT tviews.repair()');
  });

  test('leaves what the transaction has enqueued to its drain', async () => {
    await own.query("BEGIN; UPDATE tb_post SET title = 'enqueued' WHERE pk_post = 5");
    await explain('tv_post', { pk_post: 5 });
    await own.query('COMMIT');
    expect(await own.query('SELECT title FROM tv_visited WHERE pk_visited = 5')).toEqual([{ title: 'enqueued' }]);
    expect(await own.query('SELECT * FROM tviews.verify()')).toEqual([]);
  });

  test('shows how rows are replaced under a unique index', async () => {
    const plan = await explain('tv_slug', { pk_slug: 2 });
    expect(plan).toMatch(/^Delete on tv_slug[\s\S]*^Insert on tv_slug/m);
  });

  test('takes keys of several columns, of arrays, and NULL', async () => {
    expect(await explain('tv_count', { title: "it's \\ %s; --", users: [1, 2] })).toContain('Insert on tv_count');
    expect(await explain('tv_count', { title: null, users: null, other: 1 })).toContain('Insert on tv_count');
  });

  test.for<readonly [string, string, string]>([
    ["'tb_post', '{}'", '42809', 'tb_post is no TVIEW of'],
    ["'tv_post', '{\"pk\": 1}'", '22023', 'the key of tv_post is an object of pk_post'],
    ["'tv_post', '[1]'", '22023', 'the key of tv_post is an object of pk_post'],
    ['\'tv_post\', \'{"pk_post": "x"}\'', '22P02', 'invalid input syntax for type integer'],
    ["'tv_post', NULL", '22004', 'which key of which TVIEW?'],
    ["NULL, '{}'", '22004', 'which key of which TVIEW?'],
  ])('refuses (%s)', async ([call, code, message]) => {
    await expect(own.query(`SELECT tviews.explain_refresh(${call})`)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
  });

  test('passes on the error of a row that cannot be computed, and works again after it', async () => {
    await own.query(
      'BEGIN; ALTER TABLE tb_user DISABLE TRIGGER USER; INSERT INTO tb_user VALUES (6); SAVEPOINT before',
    );
    await expect(explain('tv_part', { pk_part: 6 })).rejects.toMatchObject({ code: '22012' });
    await own.query('ROLLBACK TO before');
    expect(await explain('tv_part', { pk_part: 1 })).toContain('Insert on tv_part');
    expect(await own.query('SELECT FROM pg_prepared_statements')).toEqual([]);
  });
});

describeOnEachServer('explain_refresh() over names that need quotes', (server) => {
  let own: LookDatabase;
  beforeAll(async () => {
    const { schemaSql, definitions: quoted } = await readCase('names/quoted');
    own = await createLookDatabase(server, schemaSql, quoted);
  });
  afterAll(() => own.drop());

  test.for([
    ['"tv_Order Line"', '{"No": 1}'],
    ['"tv_Order"', '{"pk_Order": 1}'],
  ])('explains %s', async ([tview, key]) => {
    const lines = await own.query(`SELECT tviews.explain_refresh('${tview}', '${key}') AS line`);
    expect(lines.map(({ line }) => line).join('\n')).toContain(`Insert on ${tview}`);
  });
});
