import { expect, test } from 'vitest';
import { createProject } from './harness.ts';

const argv = ['diff', '--catalog', 'catalog.json', '--name', 'blog_tviews'];

test('there must be a release to compare with', async () => {
  const { exitCode, stdout, stderr } = await createProject().run(argv);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain('extension holds no release of blog_tviews');
  expect(stderr).toContain('tviews build --release 1.0.0');
});

test('a working version is no release', async () => {
  const project = createProject({ 'extension/blog_tviews--0.0.0-dev.json': '{}' });
  expect((await project.run(argv)).stderr).toContain('holds no release');
});

test('the release that is named must be there', async () => {
  const { exitCode, stderr } = await createProject().run([...argv, '--from', '1.0.0']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('blog_tviews--1.0.0.json');
});
