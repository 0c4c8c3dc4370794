import { expect, it } from 'vitest';
import { envelopeSchema } from '../../src/commands/envelope.ts';
import { loadConfig } from '../../src/config/load.ts';
import { createProject } from './harness.ts';

it('sets an empty folder up and says what it did', async () => {
  const project = createProject();
  const { exitCode, stdout, stderr } = await project.run(['init', '--name', 'blog_tviews']);
  expect({ exitCode, stdout }).toEqual({
    exitCode: 0,
    stdout: 'created tviews.config.ts\ncreated tviews/tv_example.sql\ncreated .gitattributes\n',
  });
  expect(stderr).toContain('run “npx tviews build”');
  expect(project.list()).toEqual(['.gitattributes', 'tviews.config.ts', 'tviews/tv_example.sql']);
  expect(project.read('.gitattributes')).toBe('extension/** linguist-generated\n');
  expect(project.read('tviews/tv_example.sql')).toContain('CREATE TABLE tv_example AS\nSELECT');
});

it('writes a config that loads as it was chosen', async () => {
  const project = createProject();
  const choices = { name: 'blog', definitions: "it's/views", out: 'built', schema: 'db/schema.sql' };
  await project.run(['init', '--yes', ...Object.entries(choices).flatMap(([name, value]) => [`--${name}`, value])]);
  expect((await loadConfig({ cwd: project.cwd })).settings).toEqual(choices);
});

it('never overwrites: adds what is missing, keeps the rest, and changes nothing the second time', async () => {
  const manifest = '{\n\t"name": "@acme/shop",\n\t"scripts": {\n\t\t"tviews:build": "mine"\n\t}\n}\n';
  const project = createProject({
    'package.json': manifest,
    '.gitattributes': '* text=auto',
    'tviews.config.json': '{}',
    'tviews/deep/tv_shop.sql': 'SELECT 1',
  });
  const first = await project.run(['init']);
  expect(first.stdout).toBe('kept tviews.config.json\nkept tviews\nchanged .gitattributes\nchanged package.json\n');
  expect(project.read('.gitattributes')).toBe('* text=auto\nextension/** linguist-generated\n');
  expect(project.read('package.json')).toBe(
    manifest.replace('"mine"\n', '"mine",\n\t\t"tviews:install": "tviews install"\n'),
  );
  const files = project.list();
  const second = await project.run(['init']);
  expect(second.stdout).toBe('kept tviews.config.json\nkept tviews\nkept .gitattributes\nkept package.json\n');
  expect(project.list()).toEqual(files);
});

it('leaves a package.json alone that it cannot read', async () => {
  const project = createProject({ 'package.json': '{ not json' });
  expect((await project.run(['init'])).stdout).toContain('kept package.json\n');
  expect(project.read('package.json')).toBe('{ not json');
});

it('writes nothing on a dry run', async () => {
  const project = createProject();
  const { stdout } = await project.run(['init', '--dry-run']);
  expect(stdout).toContain('would be created tviews.config.ts\n');
  expect(project.list()).toEqual([]);
});

it('refuses a name that PostgreSQL would not take', async () => {
  const project = createProject();
  const { exitCode, stderr } = await project.run(['init', '--name', 'my-blog']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('--name must be a name of lower-case letters');
  expect(stderr).toContain('such as "my_blog"');
  expect(project.list()).toEqual([]);
});

it('reports its files as data', async () => {
  const { stdout, stderr } = await createProject().run(['init', '--json']);
  expect(stderr).toBe('');
  expect(envelopeSchema.parse(JSON.parse(stdout))).toMatchObject({
    ok: true,
    command: 'init',
    diagnostics: [],
    result: { dryRun: false, files: [{ path: 'tviews.config.ts', action: 'created' }, {}, {}] },
  });
});
