import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createProject } from '../commands/harness.ts';
import { describeOnEachServer } from '../support/postgres.ts';
import { type BlogDatabase, createBlogDatabase } from './blog-database.ts';

describeOnEachServer('tviews verify', (server) => {
  let blog: BlogDatabase;
  beforeAll(async () => {
    blog = await createBlogDatabase(server);
    await blog.client.query(`CREATE EXTENSION ${blog.extension}`);
  });
  afterAll(() => blog.drop());
  beforeEach(() => blog.client.query('SELECT tviews.repair()'));
  const run = (...argv: readonly string[]) => createProject().run(['verify', ...argv], { DATABASE_URL: blog.url });

  test('says that all is equal, and ends with 0', async () => {
    expect(await run()).toEqual({ exitCode: 0, stdout: 'all TVIEWs: equal\n', stderr: '' });
    expect(await run('tv_post', '--sample', '5')).toEqual({ exitCode: 0, stdout: 'tv_post: equal\n', stderr: '' });
  });

  test('names the keys that differ, and ends with 1 until they are repaired', async () => {
    await blog.client.query(
      "UPDATE tv_post SET title = 'forged' WHERE pk_post < 8; DELETE FROM tv_user WHERE pk_user = 7",
    );
    const found = await run();
    expect(found).toMatchObject({ exitCode: 1, stdout: '' });
    expect(found.stderr).toContain('tv_post: 7 different (stale)');
    expect(found.stderr).toContain('{"pk_post":1} different; ');
    expect(found.stderr).toContain('and 2 more');
    expect(found.stderr).toContain('tv_user: 1 missing (stale)');
    const json = JSON.parse((await run('tv_user', '--json')).stdout);
    expect(json).toMatchObject({
      ok: false,
      command: 'verify',
      result: { repaired: false, differences: [{ tview: 'tv_user', key: { pk_user: 7 }, difference: 'missing' }] },
    });
    const repaired = await run('--repair');
    expect(repaired.exitCode).toBe(0);
    expect(repaired.stderr).toContain('tv_user: 1 missing (repaired)');
    expect((await run()).exitCode).toBe(0);
  });

  test.each([
    ['the extension is elsewhere', ['--extension-schema', 'nowhere'], 'schema "nowhere" does not exist'],
    ['there is no such TVIEW', ['tv_nothing'], 'relation "tv_nothing" does not exist'],
    ['it is no TVIEW', ['tb_post'], 'tb_post is no TVIEW of'],
    ['the sample is none', ['--sample', 'few'], '--sample must be a whole number'],
    ['only a sample is to be repaired', ['--sample', '5', '--repair'], '--sample and --repair exclude each other'],
    ['nothing answers', ['--database-url', 'postgresql://127.0.0.1:1/none'], 'Connection refused'],
  ])('cannot run where %s', async (_, argv, message) => {
    const { exitCode, stdout, stderr } = await run(...argv);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  test('cannot run without a database', async () => {
    const { exitCode, stderr } = await createProject().run(['verify']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('nothing says in which database the TVIEWs are');
  });
});
