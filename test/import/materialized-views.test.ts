import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeOnEachServer, uniqueName } from '../support/postgres.ts';
import { countDifferences, createImportProject, type ImportProject } from './import-project.ts';

const schemaSql = readFileSync(new URL('materialized-views.sql', import.meta.url), 'utf8');

/** Each materialized view with the TVIEW that it becomes, the file, and the annotation that it needs. */
const shapes = [
  ['comment_count_mv', 'tv_comment_count', 'tv_comment_count.sql', '-- @key (fk_post)'],
  ['"mv_Odd ""; DROP"', '"tv_Odd ""; DROP"', 'tv_Odd_DROP.sql', '-- @key ("Key")'],
  [`"mv_line'; -- \\ */"`, `"tv_line'; -- \\ */"`, 'tv_line_--_.sql', '-- @key (pk_user)'],
  ['mv_busy', 'tv_busy', 'tv_busy.sql', undefined],
  ['mv_first_post', 'tv_first_post', 'tv_first_post.sql', '-- @key (fk_user)'],
  ['mv_participant', 'tv_participant', 'tv_participant.sql', '-- @key (pk_post, fk_user)'],
  ['mv_post', 'tv_post', 'tv_post.sql', undefined],
  ['mv_rank', 'tv_rank', 'tv_rank.sql', undefined],
  ['mv_silent', 'tv_silent', 'tv_silent.sql', undefined],
  ['mv_user', 'tv_user', 'tv_user.sql', undefined],
  ['sales.mv_turnover', 'sales.tv_turnover', 'sales/tv_turnover.sql', undefined],
] as const;

const writes = [
  "UPDATE tb_user SET name = 'it''s' WHERE pk_user = 2",
  'DELETE FROM tb_post WHERE pk_post = 3',
  "INSERT INTO tb_comment SELECT n, 5, 4, 'late' FROM generate_series(100, 103) n",
  'UPDATE tb_comment SET fk_user = NULL WHERE fk_user = 5',
  'UPDATE tb_post SET fk_user = 1, "Ranking %" = 9 WHERE pk_post IN (4, 9)',
  `UPDATE "tb odd""name" SET "value; --" = 'other' WHERE pk = 2; DELETE FROM "tb odd""name" WHERE pk = 4`,
  'UPDATE sales.tb_order SET amount = amount + 0.05 WHERE fk_user IN (1, 3); DELETE FROM sales.tb_order WHERE pk_order = 7',
];

describeOnEachServer('materialized views become TVIEWs', (server) => {
  let project: ImportProject;
  const reader = uniqueName('import_reader');

  beforeAll(async () => {
    const grants = `
      GRANT SELECT ON mv_post TO ${reader} WITH GRANT OPTION;
      GRANT SELECT (title) ON mv_busy TO PUBLIC;
      CREATE VIEW report AS SELECT title FROM mv_post;`;
    project = await createImportProject(server, schemaSql + grants, [reader]);
    const { exitCode, stderr } = await project.run(['import', '--from-matviews']);
    expect(exitCode, stderr).toBe(0);
  });
  afterAll(() => project.drop());

  test('each in a file of its own', () => {
    const definitions = project.list().filter((path) => path.startsWith('tviews/'));
    expect(definitions).toEqual(shapes.map(([, , path]) => `tviews/${path}`).sort());
  });

  test.each(shapes)('%s becomes %s', (from, tview, path, annotation) => {
    const header = `-- Imported from the materialized view ${from}.\n`;
    const head = `${header}${annotation ? `${annotation}\n` : ''}CREATE TABLE ${tview} AS\n`;
    expect(project.read(`tviews/${path}`).slice(0, head.length)).toBe(head);
  });

  test('with indexes, privileges, comments and storage settings', () => {
    const [, ...statements] = project.read('tviews/tv_post.sql').split(/;\n+/);
    expect(statements.join(';\n')).toBe(
      [
        '-- index mv_post_author: @key of two lines',
        `CREATE INDEX ON tv_post USING btree (author COLLATE "C" DESC, lower(title)) INCLUDE (pk_post) WHERE (author <> 'it''s'::text);`,
        `ALTER TABLE tv_post SET (fillfactor = '70', autovacuum_enabled = 'false');`,
        `GRANT SELECT ON tv_post TO ${reader} WITH GRANT OPTION;`,
        `COMMENT ON TABLE tv_post IS 'It''s what the front page shows; -- @key (nothing)';`,
        `COMMENT ON COLUMN tv_post.last_word IS 'the comment'' newest';\n`,
      ].join('\n'),
    );
    expect(project.read('tviews/tv_busy.sql')).toContain('GRANT SELECT (title) ON tv_busy TO PUBLIC;\n');
    expect(project.read('tviews/tv_user.sql')).toContain("'two\nlines'");
  });

  test('reading the TVIEWs of the materialized views that they read', () => {
    const busy = project.read('tviews/tv_busy.sql');
    expect(busy).toContain('FROM tv_comment_count m\n');
    expect(busy).toContain('FROM tv_post mv_post\n');
  });

  test('telling what is read, by what, and what did not come along', async () => {
    const { exitCode, stdout, stderr } = await project.run(['import', '--from-matviews', '--json']);
    expect(exitCode, stderr).toBe(0);
    const { diagnostics, result } = JSON.parse(stdout);
    const post = result.files.find(({ tview }: { tview: string }) => tview === 'public.tv_post');
    expect(post).toEqual({
      path: 'tviews/tv_post.sql',
      action: 'unchanged',
      tview: 'public.tv_post',
      source: { kind: 'materialized view', name: 'mv_post' },
      key: null,
      refused: false,
      readsViews: ['v_author'],
      readBy: ['mv_busy', 'report'],
    });
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ code: 'not-imported', message: 'tv_post is without statistics mv_post_statistics' }),
    );
  });

  test('with the rows that REFRESH computes, after each write', async () => {
    const { client } = project.database;
    await project.build();
    await client.query(`CREATE EXTENSION ${project.extension}`);
    for (const write of ['SELECT', ...writes]) {
      await client.query(write);
      // Those that are read by others first.
      for (const [matview] of [...shapes].sort((a, b) => Number(a[0] === 'mv_busy') - Number(b[0] === 'mv_busy')))
        await client.query(`REFRESH MATERIALIZED VIEW ${matview}`);
      for (const [matview, tview] of shapes)
        expect(await countDifferences(client, matview, tview), `${tview} after ${write}`).toBe(0);
    }
    const { rows } = await client.query('SELECT count(*)::integer FROM tv_busy');
    expect(rows[0].count).toBeGreaterThan(0);
  });
});
