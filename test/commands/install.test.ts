import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createProject, type Project } from './harness.ts';

const built = {
  'extension/blog.control': "default_version = '1.1.0'\n",
  'extension/blog--1.0.0.sql': 'SELECT 1;\n',
  'extension/blog--1.0.0--1.1.0.sql': 'SELECT 2;\n',
  'extension/other.sql': 'SELECT 3;\n',
  'extension/manifest.json': '{}\n',
};

function addPgConfig(project: Project, script: string): string {
  project.write('bin/pg_config', `#!/bin/sh\n${script}\n`);
  chmodSync(join(project.cwd, 'bin/pg_config'), 0o755);
  return join(project.cwd, 'bin/pg_config');
}

it('copies the control file and its scripts to where pg_config says, scripts first', async () => {
  const project = createProject({ ...built, 'share/postgresql/README': '' });
  const pgConfig = addPgConfig(project, `[ "$*" = --sharedir ] && echo "${project.cwd}/share/postgresql"`);
  const { exitCode, stdout } = await project.run(['install', '--pg-config', pgConfig]);
  expect({ exitCode, stdout }).toEqual({
    exitCode: 0,
    stdout: [
      'wrote share/postgresql/extension/blog--1.0.0--1.1.0.sql (10 bytes)',
      'wrote share/postgresql/extension/blog--1.0.0.sql (10 bytes)',
      'wrote share/postgresql/extension/blog.control (26 bytes)',
      '',
    ].join('\n'),
  });
  expect(statSync(join(project.cwd, 'share/postgresql/extension/blog.control')).mode & 0o777).toBe(0o644);
  const again = await project.run(['install'], { PG_CONFIG: pgConfig });
  expect(again.stdout).toBe('up to date\n');
});

it('copies to the folder it is given, from the folder it is given', async () => {
  const project = createProject({ 'built/a.control': '', 'built/a--1.0.0.sql': '' });
  const run = await project.run(['install', '--extension-dir', 'target', '--out', 'built'], {
    PG_CONFIG: '/nowhere',
  });
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  expect(project.list()).toContain('target/a--1.0.0.sql');
});

it('leaves working versions out that a newer version has replaced', async () => {
  const scripts = ['1.0.0', '1.1.0-dev', '1.0.0--1.1.0-dev', '1.1.0-dev.2', '1.0.0--1.1.0-dev.2', '1.1.0-dev.2--1.0.0'];
  const project = createProject({
    'extension/blog.control': '',
    ...Object.fromEntries(scripts.map((script) => [`extension/blog--${script}.sql`, ''])),
  });
  const installed = () => project.list().filter((file) => file.startsWith('target/blog--'));
  await project.run(['install', '--extension-dir', 'target']);
  expect(installed().toSorted()).toEqual(
    ['1.0.0', '1.0.0--1.1.0-dev.2', '1.1.0-dev.2', '1.1.0-dev.2--1.0.0']
      .map((script) => `target/blog--${script}.sql`)
      .toSorted(),
  );
  const released = createProject({
    'extension/blog.control': '',
    'extension/blog--1.1.0-dev.sql': '',
    'extension/blog--1.1.0.sql': '',
  });
  await released.run(['install', '--extension-dir', 'target']);
  expect(released.list()).not.toContain('target/blog--1.1.0-dev.sql');
});

it('only says what it would do on a dry run', async () => {
  const project = createProject(built);
  const { stdout } = await project.run(['install', '--extension-dir', 'target', '--dry-run']);
  expect(stdout).toContain('would write target/blog.control (26 bytes)\n');
  expect(project.list()).not.toContain('target/blog.control');
});

it('takes the folder of the config', async () => {
  const project = createProject({
    'built/a.control': '',
    'built/a--1.0.0.sql': '',
    'tviews.config.json': '{"out":"built"}',
  });
  expect((await project.run(['install', '--extension-dir', 'target'])).exitCode).toBe(0);
});

it.each([
  ['there is nothing built', ['--extension-dir', 'target', '--out', 'gone'], 'gone holds no extension'],
  [
    'pg_config is missing',
    ['--pg-config', '/nowhere/pg_config'],
    'cannot run /nowhere/pg_config: there is no such program',
  ],
  [
    'both are given',
    ['--pg-config', 'a', '--extension-dir', 'b'],
    '--pg-config and --extension-dir exclude each other',
  ],
  ['the target is a file', ['--extension-dir', 'tviews.config.json'], 'cannot write tviews.config.json: '],
])('cannot run when %s', async (_, flags, message) => {
  const project = createProject({ ...built, 'tviews.config.json': '{}' });
  const before = project.list();
  const { exitCode, stdout, stderr } = await project.run(['install', ...flags]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain(message);
  expect(project.list()).toEqual(before);
});

it('passes on what a failing pg_config says, and doubts a folder that does not exist', async () => {
  const project = createProject(built);
  const failing = addPgConfig(project, 'echo "no server here" >&2; exit 3');
  expect((await project.run(['install', '--pg-config', failing])).stderr).toContain(
    `cannot run ${failing}: no server here`,
  );
  const dreaming = addPgConfig(project, 'echo /nowhere/share');
  expect((await project.run(['install', '--pg-config', dreaming])).stderr).toContain(
    '/nowhere/share, which does not exist',
  );
});

it.skipIf(process.getuid?.() === 0)('says how to get the permission that is missing', async () => {
  const project = createProject({ ...built, 'target/README': '' });
  chmodSync(join(project.cwd, 'target'), 0o555);
  const { exitCode, stderr } = await project.run(['install', '--extension-dir', 'target']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('cannot write target: permission denied');
  expect(stderr).toContain('sudo');
});
