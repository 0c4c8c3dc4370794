import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Catalog } from '../../src/catalog/types.ts';
import { type BuildTools, buildParsed } from '../../src/commands/build.ts';
import { type BuildSettings, parseBuildSettings } from '../../src/commands/build-settings.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import type { SourceFile } from '../../src/source/types.ts';
import { createProject, type Project } from './harness.ts';

const catalog: Catalog = {
  formatVersion: 1,
  serverVersion: 180000,
  searchPath: ['public'],
  settings: {},
  relations: [],
  sequences: [],
  functions: [],
};

/** A build with a compiler that writes what it was given, and finds what it is told to find. */
async function build(project: Project, settings: BuildSettings = {}, findings: readonly Diagnostic[] = []) {
  const compiled: { sources: readonly SourceFile[]; extension: { name: string; version: string } }[] = [];
  const tools: BuildTools = {
    log: () => {},
    openCatalog: async () => ({ catalog }),
    compile: async ({ sources, extension }) => {
      compiled.push({ sources, extension });
      const { name, version } = extension;
      const files = [
        { path: `${name}.control`, text: `default_version = '${version}'\n` },
        { path: `${name}--${version}.sql`, text: sources.map(({ text }) => text).join('') },
      ];
      if (findings.some(({ severity }) => severity === 'error')) return { files: [], diagnostics: findings };
      const plan = {
        extension,
        searchPath: [],
        settings: [],
        tviews: [],
        sources: [],
        constraints: [],
        lookups: [],
        unread: [],
        numbers: {},
      };
      return { files, plan, diagnostics: findings };
    },
  };
  const given = { cwd: project.cwd, catalog: 'catalog.json', name: 'blog', release: '1.0.0', ...settings };
  const outcome = await buildParsed(await parseBuildSettings(given, {}), tools);
  return { ...outcome, compiled };
}

it('compiles all .sql files of the folder in code-point order, and no hidden ones', async () => {
  const project = createProject({
    'tviews/tv_b.sql': 'b',
    'tviews/tv_a/x.sql': 'x',
    'tviews/tv_a.sql': 'a',
    'tviews/Z.sql': 'z',
    'tviews/é.sql': 'é',
    'tviews/README.md': '',
    'tviews/.hidden/tv_c.sql': '',
    'tviews/.#tv_b.sql': '',
  });
  mkdirSync(join(project.cwd, 'tviews/folder.sql'));
  const { compiled } = await build(project);
  expect(compiled[0]?.sources.map(({ file }) => file)).toEqual([
    'tviews/Z.sql',
    'tviews/tv_a.sql',
    'tviews/tv_a/x.sql',
    'tviews/tv_b.sql',
    'tviews/é.sql',
  ]);
});

it('writes the files, and touches none that would not change', async () => {
  const project = createProject({ 'tviews/tv_a.sql': '\u{feff}SELECT' });
  const first = await build(project);
  expect(first.result?.written.map(({ path }) => path)).toEqual([
    'blog.control',
    'blog--1.0.0.sql',
    'blog--1.0.0.json',
    'Makefile',
    'META.json',
    'test/sql/blog.sql',
    'test/expected/blog.out',
  ]);
  expect(first.result?.written).toContainEqual({ path: 'blog--1.0.0.sql', bytes: 6 });
  expect(project.read('extension/blog--1.0.0.sql')).toBe('SELECT');
  const second = await build(project);
  expect(second.result).toMatchObject({ written: [], unchanged: Array(6).fill({}) });
});

it('writes nothing when a definition is refused, and everything when it is only warned about', async () => {
  const project = createProject({ 'tviews/tv_a.sql': 'SELECT' });
  const error: Diagnostic = { code: 'unknown-table', severity: 'error', message: '' };
  const refused = await build(project, { saveCatalog: 'saved.json' }, [error]);
  expect(refused).toMatchObject({ result: null, diagnostics: [error] });
  expect(project.list()).toEqual(['tviews/tv_a.sql']);
  const warned = await build(project, { saveCatalog: 'saved.json' }, [{ ...error, severity: 'warning' }]);
  expect(warned.result?.written).toHaveLength(7);
  expect(JSON.parse(project.read('saved.json'))).toEqual(catalog);
});

it('writes nothing on a dry run', async () => {
  const project = createProject({ 'tviews/tv_a.sql': 'SELECT' });
  const { result } = await build(project, { dryRun: true, saveCatalog: 'saved.json' });
  expect(result).toMatchObject({ dryRun: true, written: Array(7).fill({}) });
  expect(project.list()).toEqual(['tviews/tv_a.sql']);
});

it('leaves nothing behind where it may not write', async () => {
  const project = createProject({ 'tviews/tv_a.sql': 'SELECT', 'extension/blog--1.0.0.sql/inside': '' });
  await expect(build(project)).rejects.toThrow('cannot write extension: ');
  expect(project.list()).toEqual(['extension/blog--1.0.0.sql/inside', 'tviews/tv_a.sql']);
});

it('finds what is wrong with the files before it asks for the catalog', async () => {
  const project = createProject({ 'tviews/tv_a.sql': 'SELECT 1,\n\0 2' });
  project.write('tviews/tv_b.sql', Buffer.from('SELECT \u{e9}', 'latin1'));
  const { diagnostics, compiled } = await build(project);
  expect(compiled).toEqual([]);
  expect(diagnostics).toMatchObject([
    { code: 'invalid-text', message: 'tviews/tv_a.sql contains a NUL byte', span: { start: 10, end: 11 } },
    { code: 'invalid-text', message: 'tviews/tv_b.sql is not valid UTF-8', span: { start: 7, end: 8 } },
  ]);
});

it('takes an empty folder for a mistake in the definitions, a missing one for a failure', async () => {
  const project = createProject({ 'tviews/README.md': '' });
  expect((await build(project)).diagnostics).toMatchObject([{ code: 'no-definitions', severity: 'error' }]);
  await expect(build(project, { definitions: 'gone' })).rejects.toThrow('cannot read gone: no such file or directory');
  const file = build(project, { definitions: 'tviews/README.md' });
  await expect(file).rejects.toThrow('cannot read tviews/README.md: not a directory');
});

it.skipIf(process.getuid?.() === 0)('cannot run on a folder it may not read', async () => {
  const project = createProject({ 'tviews/sub/tv_a.sql': '' });
  chmodSync(join(project.cwd, 'tviews/sub'), 0);
  await expect(build(project)).rejects.toThrow('cannot read tviews: permission denied');
  chmodSync(join(project.cwd, 'tviews/sub'), 0o755);
});
