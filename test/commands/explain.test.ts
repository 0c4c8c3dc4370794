import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { catalogText } from '../../src/catalog/saved.ts';
import { envelopeSchema } from '../../src/commands/envelope.ts';
import { explain } from '../../src/index.ts';
import { catalogOf } from '../lineage/harness.ts';
import { createProject } from './harness.ts';

const startsPostgres = 60_000;
const blog = resolve(import.meta.dirname, '../../examples/blog');

const files = {
  'catalog.json': catalogText(catalogOf('tb_post (pk_post int pk, title text)')),
  'tviews/tv_post.sql': 'SELECT pk_post, title FROM tb_post',
};
const flags = ['--catalog', 'catalog.json'];

test('a TVIEW is explained, in words and as JSON', async () => {
  const { run } = createProject(files);
  const { exitCode, stdout, stderr } = await run(['explain', 'tv_post', ...flags]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toContain('\npublic.tb_post\n  Counts: INSERT, DELETE, and UPDATE of pk_post, title.\n');
  const json = await run(['explain', 'public.tv_post', ...flags, '--json']);
  expect(envelopeSchema.parse(JSON.parse(json.stdout))).toMatchObject({
    ok: true,
    command: 'explain',
    diagnostics: [],
    result: { tview: 'public.tv_post', sources: [{ source: 'public.tb_post', routes: [{ cost: 'own-key' }] }] },
  });
});

test('programs get the same by calling a function', async () => {
  const { cwd } = createProject(files);
  const { result } = await explain('tv_post', { cwd, catalog: 'catalog.json' });
  expect(result?.key).toEqual([{ name: 'pk_post', type: 'integer' }]);
});

test('the config file says where the catalog is', async () => {
  const { run } = createProject({ ...files, 'tviews.config.json': '{ "catalog": "catalog.json" }' });
  expect(await run(['explain', 'tv_post'])).toMatchObject({ exitCode: 0, stderr: '' });
  expect(await createProject(files).run(['explain', 'tv_post'])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('nothing says which tables there are'),
  });
});

test('a name that no definition declares is not explained', async () => {
  const { exitCode, stderr } = await createProject(files).run(['explain', 'tv_pots', ...flags]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('no definition declares "tv_pots"');
  expect(stderr).toContain('help: did you mean "tv_post"?');
});

test('definitions that are refused are reported as by build', async () => {
  const project = createProject({ ...files, 'tviews/tv_user.sql': 'SELECT nope FROM tb_post' });
  const { exitCode, stdout, stderr } = await project.run(['explain', 'tv_post', ...flags]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain('error[unknown-column]');
});

test('a diagnostic needs no definitions', async () => {
  const run = await createProject().run(['explain', 'cannot-narrow']);
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
});

test('the TVIEWs of the blog, in words and as JSON', { timeout: startsPostgres }, async () => {
  const { cwd, run } = createProject();
  const explainBlog = (...argv: string[]) =>
    run(['--cwd', blog, 'explain', '--schema', 'schema.sql', ...argv], { XDG_CACHE_HOME: cwd });
  const text = await explainBlog('tv_post');
  await expect(text.stdout).toMatchFileSnapshot('expected/explain-blog-post.txt');
  const json = await explainBlog('tv_comment', '--json');
  const { result } = envelopeSchema.parse(JSON.parse(json.stdout));
  await expect(`${JSON.stringify(result, null, 2)}\n`).toMatchFileSnapshot('expected/explain-blog-comment.json');
});
