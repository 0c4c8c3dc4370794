import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createProject } from '../commands/harness.ts';
import {
  createDatabase,
  describeOnEachServer,
  installExtensionFiles,
  type TestDatabase,
  uniqueName,
} from '../support/postgres.ts';
import { schemaSql } from '../upgrades/changes.ts';

const post = 'SELECT p.pk_post, p.fk_user, p.title FROM tb_post p';
const count = '-- @key (fk_user)\nSELECT p.fk_user, count(*) AS n FROM tb_post p GROUP BY p.fk_user';

describeOnEachServer('tviews diff', (server) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase(server, { schemaSql });
  });
  afterAll(() => database.drop());

  /** A project with a release of both definitions, and then with these instead. */
  async function changed(definitions: Readonly<Record<string, string>>) {
    const project = createProject({ 'tviews/tv_post.sql': post, 'tviews/tv_count.sql': count });
    const options = ['--name', uniqueName('diff'), '--database-url', database.url];
    expect((await project.run(['build', ...options, '--release', '1.0.0'])).exitCode).toBe(0);
    rmSync(join(project.cwd, 'tviews'), { recursive: true });
    for (const [name, text] of Object.entries(definitions)) project.write(`tviews/${name}.sql`, text);
    const before = project.list();
    const diff = async (...argv: readonly string[]) => {
      const run = await project.run(['diff', ...options, ...argv]);
      expect(project.list()).toEqual(before);
      return run;
    };
    return { ...project, diff, name: options[1] };
  }

  test('says that nothing changes', async () => {
    const { diff } = await changed({ tv_post: post, tv_count: count });
    expect(await diff()).toEqual({ exitCode: 0, stderr: '', stdout: 'since 1.0.0\n  nothing changes\n' });
    expect(JSON.parse((await diff('--json')).stdout)).toMatchObject({
      ok: true,
      command: 'diff',
      result: { from: '1.0.0', tviews: [], locks: [], isUnchanged: true, rows: [] },
    });
  });

  test('says what changes, who waits, and what is harmless', async () => {
    const { diff } = await changed({
      tv_post: post.replace('p.title', 'p.title, p.score'),
      tv_count: count,
      tv_user: 'SELECT u.pk_user, u.name FROM tb_user u',
    });
    expect(await diff()).toEqual({
      exitCode: 0,
      stderr: '',
      stdout: [
        'since 1.0.0',
        '  public.tv_post: column score added; all rows are computed, those that differ are written',
        '  public.tv_user: created and filled',
        '  writers wait, readers do not (SHARE ROW EXCLUSIVE): public.tb_post, public.tb_user',
        '  writers and readers wait (ACCESS EXCLUSIVE): public.tv_post',
        '',
      ].join('\n'),
    });
  });

  test('counts the rows where the TVIEW is installed, and warns of what should be known', async () => {
    const { diff, name, cwd } = await changed({
      tv_post: 'SELECT p.pk_post, p.score, p.fk_user, p.title::varchar(50) AS title FROM tb_post p',
      tv_count: count.replace('fk_user)', 'fk_user, score)').replaceAll('p.fk_user', 'p.fk_user, p.score'),
    });
    const files = await installExtensionFiles(server, join(cwd, 'extension'));
    await database.client.query(`CREATE EXTENSION ${name}; ANALYZE tv_post`);
    const { exitCode, stdout, stderr } = await diff();
    await database.client.query(`DROP EXTENSION ${name} CASCADE; DROP SCHEMA tviews`);
    await files.remove();
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      'public.tv_post: column score added, column title of another type, columns fk_user, title moved',
    );
    expect(stdout).toContain('those that differ are written (20 rows)');
    expect(stdout).toMatch(/public\.tv_count: .*another key.*; filled anew \(4 rows\)/);
    expect(stderr).toContain('public.tv_post has columns fk_user, title dropped and added again, behind a new one');
    expect(stderr).toContain('public.tv_post has another type in column title');
    expect(stderr).toContain('public.tv_count has its rows deleted and inserted');
  });

  test('ends with 1 where something is lost, unless that is allowed', async () => {
    const { diff } = await changed({ tv_post: 'SELECT p.pk_post, p.title FROM tb_post p' });
    const { exitCode, stderr } = await diff('--format', 'unix');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('public.tv_post loses column fk_user');
    expect(stderr).toContain('public.tv_count is dropped');
    const allowed = await diff('--allow-data-loss', '--json');
    expect(allowed.exitCode).toBe(0);
    expect(JSON.parse(allowed.stdout).diagnostics).toMatchObject([
      { code: 'data-loss', severity: 'warning' },
      { code: 'data-loss', severity: 'warning' },
    ]);
  });

  test('tells a renamed TVIEW from a dropped one', async () => {
    const { diff } = await changed({ tv_article: post, tv_count: count });
    const { exitCode, stdout, stderr } = await diff();
    expect(exitCode).toBe(0);
    expect(stdout).toContain('public.tv_article: was public.tv_post');
    expect(stderr).toContain('Queries that use the old name fail.');
  });

  test('shows what is wrong with a definition', async () => {
    const { diff } = await changed({ tv_post: 'SELECT nothing FROM tb_post' });
    const { exitCode, stdout, stderr } = await diff();
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('unknown-column');
  });
});
