import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { blogDefinitions, blogSql, createLookDatabase, type LookDatabase, readCase } from './look-database.ts';

const definitions = {
  ...blogDefinitions,
  'tv_all.sql': `-- @on-change tb_user: full
    SELECT pk_post AS pk_all, (SELECT count(*) FROM tb_user) AS users, to_jsonb(p) AS post FROM tb_post p`,
};

describeOnEachServer('the lineage', (server) => {
  let own: LookDatabase;
  beforeAll(async () => {
    own = await createLookDatabase(server, blogSql, definitions);
  });
  afterAll(() => own.drop());
  afterEach(() => own.query('ROLLBACK'));

  test('has a row for each way from a source to a key', async () => {
    const rows = await own.query(
      `SELECT tview::text, source::text, source_name, aliases, columns, whole_row, cost, path, via, through
      FROM tviews.lineage ORDER BY tview::text, source::text`,
    );
    const plain = { whole_row: false, path: 1, via: [] };
    expect(rows).toEqual(
      [
        {
          ...{ tview: 'tv_all', source: 'tb_post', aliases: ['p'], columns: ['pk_post', 'fk_user', 'title'] },
          ...{ whole_row: true, cost: 'own-key', through: 'pk_all = p.pk_post' },
        },
        { tview: 'tv_all', source: 'tb_user', aliases: ['tb_user'], columns: [], cost: 'full', through: null },
        {
          ...{ tview: 'tv_post', source: 'tb_post', aliases: ['p'], columns: ['pk_post', 'fk_user', 'title'] },
          ...{ cost: 'own-key', through: 'pk_post = p.pk_post' },
        },
        {
          ...{ tview: 'tv_post', source: 'tb_user', aliases: ['u'], columns: ['pk_user', 'name'], cost: 'mapped' },
          ...{ via: ['public.tb_post'], through: 'p.fk_user = u.pk_user, pk_post = p.pk_post' },
        },
        {
          ...{ tview: 'tv_visited', source: 'tb_visit', aliases: ['v'], columns: ['fk_post'], cost: 'own-key' },
          through: 'pk_visited = v.fk_post',
        },
        {
          ...{ tview: 'tv_visited', source: 'tv_post', aliases: ['t'], columns: ['pk_post', 'title'], cost: 'own-key' },
          through: 'pk_visited = t.pk_post',
        },
      ].map((row) => ({ ...plain, source_name: `public.${row.source}`, ...row })),
    );
  });

  test('show_cascade_path() goes on to the TVIEWs that read TVIEWs', async () => {
    const path = (relation: string) =>
      own.query(`SELECT depth, tview::text, source::text, cost FROM tviews.show_cascade_path('${relation}')`);
    const visited = { tview: 'tv_visited', source: 'tv_post', cost: 'own-key' };
    expect(await path('tb_user')).toEqual([
      { depth: 1, tview: 'tv_all', source: 'tb_user', cost: 'full' },
      { depth: 1, tview: 'tv_post', source: 'tb_user', cost: 'mapped' },
      { depth: 2, ...visited },
    ]);
    expect(await path('tv_post')).toEqual([{ depth: 1, ...visited }]);
    expect(await path('tv_visited')).toEqual([]);
    const seen = [{ depth: 1, tview: 'tv_visited', source: 'tb_visit', cost: 'own-key' }];
    expect(await path('tb_visit')).toEqual(seen);
    expect(await path('tb_visit_1'), 'a partition leads where its table leads').toEqual(seen);
  });

  test('show_cascade_path() refuses tables that lead nowhere', async () => {
    for (const relation of ['pg_class', 'v_post', 'tviews.queue'])
      await expect(own.query(`SELECT tviews.show_cascade_path('${relation}')`)).rejects.toMatchObject({
        code: '42809',
        message: expect.stringContaining(`${relation} is neither a TVIEW of`),
      });
  });

  test('names a table that was renamed as it was built', async () => {
    await own.query('BEGIN; ALTER TABLE tb_visit RENAME TO tb_seen');
    expect(await own.query("SELECT source, source_name FROM tviews.lineage WHERE source_name ~ 'visit'")).toEqual([
      { source: null, source_name: 'public.tb_visit' },
    ]);
    await expect(own.query("SELECT tviews.show_cascade_path('tb_seen')")).rejects.toMatchObject({ code: '42809' });
  });
});

describeOnEachServer('the lineage over names that need quotes', (server) => {
  let own: LookDatabase;
  beforeAll(async () => {
    const { schemaSql, definitions: quoted } = await readCase('names/quoted');
    own = await createLookDatabase(server, schemaSql, quoted);
  });
  afterAll(() => own.drop());

  test('writes them as SQL does', async () => {
    const rows = await own.query(
      `SELECT tview::text, columns, through FROM tviews.lineage
      WHERE source = '"Order Line"'::regclass AND tview = '"tv_Order"'::regclass`,
    );
    expect(rows).toEqual([
      {
        tview: '"tv_Order"',
        columns: ['Line-No.', 'fk_Order', '100%', '$1', 'back\\slash'],
        through: 'pk_Order = l."fk_Order"',
      },
    ]);
    const led = await own.query(`SELECT tview::text FROM tviews.show_cascade_path('"tb_Order"') ORDER BY 1`);
    expect(led).toEqual([{ tview: '"tv_Order Line"' }, { tview: '"tv_Order"' }]);
  });
});
