import { expect, it, vi } from 'vitest';
import { isWorkingVersion, releaseBefore, workingVersion } from '../../src/release/releases.ts';
import { createProject } from '../commands/harness.ts';
import { catalogOf } from '../lineage/harness.ts';

// The first build loads the parsers.
vi.setConfig({ testTimeout: 30_000 });

const catalog = catalogOf(`
  tb_user (pk_user int pk, name text)
  tb_post (pk_post int pk, fk_user int, title text)
`);
const post = 'SELECT p.pk_post, p.title, u.name FROM tb_post p JOIN tb_user u ON u.pk_user = p.fk_user';
const user = 'SELECT u.pk_user, u.name FROM tb_user u';

/** A project with one release. */
async function createReleased(definitions: Readonly<Record<string, string>> = { 'tv_post.sql': post }) {
  const project = createProject({
    'catalog.json': JSON.stringify(catalog),
    ...Object.fromEntries(Object.entries(definitions).map(([file, text]) => [`tviews/${file}`, text])),
  });
  const build = (...flags: readonly string[]) =>
    project.run(['build', '--catalog', 'catalog.json', '--name', 'blog', ...flags]);
  expect(await build('--release', '1.0.0')).toMatchObject({ exitCode: 0 });
  return { ...project, build };
}

it('names the working version after the last release, so that it sorts between that and the next', () => {
  expect(workingVersion([])).toBe('0.0.0-dev');
  expect(workingVersion(['1.0.0', '1.10.0', '1.9.0'])).toBe('1.11.0-dev');
  expect(isWorkingVersion('1.11.0-dev')).toBe(true);
  expect(isWorkingVersion('1.11.0-rc.1')).toBe(false);
});

it('starts an upgrade from the release before, also when an older line gets one more', () => {
  expect(releaseBefore(['1.0.0', '1.1.0', '2.0.0'], '2.0.1')).toBe('2.0.0');
  expect(releaseBefore(['1.0.0', '1.1.0', '2.0.0'], '1.1.1')).toBe('1.1.0');
  expect(releaseBefore(['1.0.0'], '1.0.0')).toBeUndefined();
});

it('freezes a release: the same definitions change nothing, others are refused', async () => {
  const project = await createReleased();
  expect(await project.build('--release', '1.0.0')).toMatchObject({ exitCode: 0, stdout: 'up to date\n' });
  const before = project.read('extension/blog--1.0.0.sql');
  project.write('tviews/tv_user.sql', user);
  const { exitCode, stderr } = await project.build('--release', '1.0.0');
  expect(exitCode).toBe(1);
  expect(stderr).toContain('error[frozen-release]: blog--1.0.0.sql is released, and would change');
  expect(stderr).toContain('--release 1.0.1');
  expect(project.read('extension/blog--1.0.0.sql')).toBe(before);
});

it('refuses to start from a release that somebody has edited', async () => {
  const project = await createReleased();
  project.write('extension/blog--1.0.0.sql', `${project.read('extension/blog--1.0.0.sql')}-- edited\n`);
  const { exitCode, stderr } = await project.build('--release', '1.1.0');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('error[changed-release]: blog--1.0.0.sql is not as it was released');
});

it('writes the ways from the release before and back, which hold only what differs', async () => {
  const project = await createReleased();
  project.write('tviews/tv_user.sql', user);
  expect(await project.build('--release', '1.1.0')).toMatchObject({ exitCode: 0 });
  expect(project.list().filter((path) => path.startsWith('extension/blog'))).toEqual(
    ['1.0.0--1.1.0.sql', '1.0.0.json', '1.0.0.sql', '1.1.0--1.0.0.sql', '1.1.0.json', '1.1.0.sql']
      .map((ending) => `extension/blog--${ending}`)
      .concat('extension/blog.control'),
  );
  const upgrade = project.read('extension/blog--1.0.0--1.1.0.sql');
  expect(upgrade).toMatch(/^-- blog 1\.0\.0 -> 1\.1\.0\n-- {3}public\.tv_user: created and filled\n/);
  expect(upgrade).toContain('CREATE FUNCTION tviews.activate_tv_user()');
  // tb_user has one more reader now; tv_post itself is not touched.
  expect(upgrade).toContain('CREATE OR REPLACE FUNCTION tviews.watch_tb_user()');
  expect(upgrade).not.toContain('FUNCTION tviews.activate_tv_post()');
  const back = project.read('extension/blog--1.1.0--1.0.0.sql');
  expect(back).toContain('DROP FUNCTION tviews.activate_tv_user();');
});

it('builds a working version again and again', async () => {
  const project = await createReleased();
  for (const text of [user, user.replace('u.name', 'upper(u.name) AS name')]) {
    project.write('tviews/tv_user.sql', text);
    expect(await project.build()).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('blog--1.1.0-dev.sql'),
    });
  }
});

it('asks before an upgrade drops a TVIEW or a column, and only warns in a working version', async () => {
  const project = await createReleased({
    'tv_post.sql': post,
    'tv_user.sql': `${user.replace('u.name', 'u.name, 1 AS one')}`,
  });
  project.write('tviews/tv_post.sql', post.replace(' p.title,', ''));
  project.write('tviews/tv_user.sql', user.replace('FROM', ', 2 AS two FROM'));
  const { exitCode, stderr } = await project.build('--release', '2.0.0');
  expect(exitCode).toBe(1);
  expect(stderr).toContain('error[data-loss]: the upgrade drops column title of public.tv_post');
  expect(stderr).toContain('error[data-loss]: the upgrade drops column one of public.tv_user');
  expect(await project.build()).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('warning[data-loss]') });
  expect(await project.build('--release', '2.0.0', '--allow-data-loss')).toMatchObject({
    exitCode: 0,
    stderr: expect.not.stringContaining('data-loss'),
  });
});

it('checks that what was built last is what the definitions give', async () => {
  const project = await createReleased();
  expect(await project.build('--check')).toMatchObject({ exitCode: 0, stdout: 'up to date\n' });
  project.write('tviews/tv_user.sql', user);
  expect(await project.build('--check')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('[frozen-release]'),
  });
  await project.build();
  expect(await project.build('--check')).toMatchObject({ exitCode: 0, stdout: 'up to date\n' });
  project.write('tviews/tv_user.sql', user.replace('u.name', 'upper(u.name) AS name'));
  const listed = project.list();
  expect(await project.build('--check')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('[stale-files]'),
  });
  expect(project.list()).toEqual(listed);
});
