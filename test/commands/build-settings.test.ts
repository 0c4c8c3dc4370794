import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type BuildSettings, parseBuildSettings } from '../../src/commands/build-settings.ts';
import { createProject, type Project } from './harness.ts';

const parse = ({ cwd }: Project, settings: BuildSettings = {}, env: Record<string, string> = {}) =>
  parseBuildSettings({ cwd, ...settings }, env);

async function sourceOf(config: object, settings: BuildSettings, env: Record<string, string>): Promise<string> {
  const project = createProject({ 'etc/tviews.config.json': JSON.stringify(config) });
  const { catalogSource } = await parse(project, { config: 'etc/tviews.config.json', ...settings }, env);
  const source = catalogSource.kind === 'database' ? catalogSource.url : catalogSource.file;
  return source.replace(`${project.cwd}/`, '');
}

it('has a default for all but the catalog', async () => {
  const project = createProject({ 'package.json': '{ "name": "@acme/blog" }' });
  await expect(parse(project)).rejects.toThrow('nothing says which tables there are');
  expect(await parse(project, {}, { DATABASE_URL: 'postgresql:///app' })).toMatchObject({
    cwd: project.cwd,
    definitions: join(project.cwd, 'tviews'),
    out: join(project.cwd, 'extension'),
    extension: { name: 'blog_tviews', version: '0.0.0-dev', schema: 'tviews' },
    catalogSource: { kind: 'database', url: 'postgresql:///app' },
    saveCatalog: undefined,
    dryRun: false,
  });
});

it('prefers what is given to the config, and starts each path where it was written', async () => {
  const config = { name: 'blog', out: 'built', definitions: '../sql', saveCatalog: 'c.json', schema: 's.sql' };
  const project = createProject({ 'db/tviews.config.json': JSON.stringify(config) });
  const settings = await parse(project, { config: 'db/tviews.config.json', out: 'here', release: '2.0.0' });
  expect(settings).toMatchObject({
    definitions: join(project.cwd, 'sql'),
    out: join(project.cwd, 'here'),
    saveCatalog: join(project.cwd, 'db/c.json'),
    catalogSource: { kind: 'schema-file', file: join(project.cwd, 'db/s.sql') },
    extension: { name: 'blog', version: '2.0.0', schema: 'tviews' },
  });
});

it.each([
  ['a flag wins over all', { catalog: 'c' }, { schema: 'f' }, { TVIEWS_DATABASE_URL: 'env', DATABASE_URL: 'any' }, 'f'],
  ['a URL flag wins over the file of the config', { catalog: 'c' }, { databaseUrl: 'flag' }, {}, 'flag'],
  ['the file of the config wins over variables', { catalog: 'c' }, {}, { TVIEWS_DATABASE_URL: 'env' }, 'etc/c'],
  ['the own variable wins over the config', { databaseUrl: 'conf' }, {}, { TVIEWS_DATABASE_URL: 'env' }, 'env'],
  ['the config wins over DATABASE_URL', { databaseUrl: 'conf' }, {}, { DATABASE_URL: 'any' }, 'conf'],
  ['an empty variable is none', {}, {}, { TVIEWS_DATABASE_URL: '', DATABASE_URL: 'any' }, 'any'],
])('chooses the catalog: %s', async (_, config, settings, env, expected) => {
  expect(await sourceOf(config, settings, env)).toBe(expected);
});

it('refuses two catalogs at once', async () => {
  const project = createProject();
  await expect(parse(project, { schema: 'a', catalog: 'b' })).rejects.toThrow('schema and catalog exclude each other');
});

it('keeps its cache where nobody commits it', async () => {
  const project = createProject({ 'node_modules/x': '' });
  expect((await parse(project, { schema: 's' })).cacheDirectory).toBe(join(project.cwd, 'node_modules/.cache/tviews'));
  const bare = await parse(createProject(), { schema: 's' }, { XDG_CACHE_HOME: '/cache' });
  expect(bare.cacheDirectory).toBe('/cache/tviews');
});
