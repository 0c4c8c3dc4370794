import { expect, test } from 'vitest';
import { catalogText } from '../../src/catalog/saved.ts';
import { envelopeSchema } from '../../src/commands/envelope.ts';
import { graph } from '../../src/index.ts';
import { catalogOf } from '../lineage/harness.ts';
import { createProject } from './harness.ts';

const files = {
  'catalog.json': catalogText(catalogOf('tb_post (pk_post int pk, title text)\ntb_tag (pk_tag int pk)')),
  'tviews/tv_post.sql': 'SELECT pk_post, title FROM tb_post',
  'tviews/tv_tag.sql': 'SELECT pk_tag FROM tb_tag',
};
const flags = ['--catalog', 'catalog.json'];

test('the data flow is drawn for Markdown, and with Graphviz where that is asked for', async () => {
  const { run } = createProject(files);
  const mermaid = await run(['graph', ...flags]);
  expect(mermaid).toMatchObject({ exitCode: 0, stderr: '' });
  expect(mermaid.stdout).toMatch(/^flowchart LR\n/);
  expect(mermaid.stdout).toContain('|"pk_post, title"|');
  const bare = await run(['graph', 'tv_tag', '--no-columns', ...flags]);
  expect(bare.stdout).toContain('  r1 --> r2\n');
  expect(bare.stdout).not.toContain('tv_post');
  expect((await run(['graph', '--format', 'dot', ...flags])).stdout).toMatch(/^digraph tviews \{\n/);
});

test('programs get it as JSON, alone or in the envelope, and by calling a function', async () => {
  const { cwd, run } = createProject(files);
  const alone = JSON.parse((await run(['graph', '--format', 'json', ...flags])).stdout);
  const { ok, result } = envelopeSchema.parse(JSON.parse((await run(['graph', '--json', ...flags])).stdout));
  expect({ ok, result }).toEqual({ ok: true, result: alone });
  expect((await graph(undefined, { cwd, catalog: 'catalog.json' })).result).toEqual(alone);
  expect(alone.edges[0]).toEqual({
    from: 'public.tb_post',
    to: 'public.tv_post',
    columns: ['pk_post', 'title'],
    wholeRow: false,
    cost: 'own-key',
  });
});

test('what cannot be drawn is told as by other commands', async () => {
  const { run } = createProject(files);
  const unknown = await run(['graph', 'tv_pots', ...flags]);
  expect(unknown).toMatchObject({ exitCode: 2, stdout: '' });
  expect(unknown.stderr).toContain('help: did you mean "tv_post"?');
  expect(await run(['graph', '--format', 'png', ...flags])).toMatchObject({ exitCode: 2 });
  const refused = createProject({ ...files, 'tviews/tv_user.sql': 'SELECT nope FROM tb_post' });
  const { exitCode, stdout, stderr } = await refused.run(['graph', ...flags]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain('error[unknown-column]');
});
