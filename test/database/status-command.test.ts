import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createProject } from '../commands/harness.ts';
import { parseExposition } from '../metrics/parse-exposition.ts';
import { describeOnEachServer } from '../support/postgres.ts';
import { createWatchedDatabase, type WatchedDatabase } from './watched-database.ts';

describeOnEachServer('tviews status', (server) => {
  let own: WatchedDatabase;
  beforeAll(async () => {
    own = await createWatchedDatabase(server);
  });
  afterAll(() => own.drop());
  afterEach(() => own.repair());

  test('status shows versions and TVIEWs, and ends with 0 where all is well', async () => {
    const { exitCode, stdout, stderr } = await own.run('status');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const [title, files, queue, ...tviews] = stdout.trimEnd().split('\n');
    expect(title).toMatch(`${own.blog.extension} 1.0.0 in ${own.blog.name} (PostgreSQL ${server.major}.`);
    expect(title).toMatch(/: active$/);
    expect(files).toBe('  files: none in extension; 1.0.0 on the server');
    expect(queue).toMatch(/^ {2}queue: empty, \d+ kB$/);
    expect(tviews).toEqual([
      expect.stringMatching(/^ {2}public\.tv_post +200 rows +\d+ kB {2}active$/),
      expect.stringMatching(/^ {2}public\.tv_user +20 rows +\d+ kB {2}active$/),
    ]);
  });

  test('status ends with 1 where health_check() has an error, and says so of the TVIEW', async () => {
    await own.parkKey();
    const { exitCode, stdout, stderr } = await own.run('status');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/tv_post .* parked \(1 key\)\n/);
    expect(stderr).toContain('error[unhealthy]: public.tv_post: parked-keys');
    const json = JSON.parse((await own.run('status', '--json')).stdout);
    expect(json).toMatchObject({
      ok: false,
      command: 'status',
      result: {
        database: own.blog.name,
        extension: own.blog.extension,
        schema: 'tviews',
        extensionVersion: '1.0.0',
        modelVersion: '1.0.0',
        state: 'active',
        isExtension: true,
        available: ['1.0.0'],
        files: { last: null, lastRelease: null },
        queue: { leftOver: 0 },
        tviews: [
          { tview: 'public.tv_post', state: 'parked', rows: 200, parkedKeys: 1 },
          { tview: 'public.tv_user', state: 'active', rows: 20, parkedKeys: 0 },
        ],
        health: [{ status: 'parked-keys', component: 'public.tv_post', severity: 'error' }],
      },
    });
  });

  test('status knows TVIEWs that are gone', async () => {
    await own.damage('ALTER TABLE tv_post RENAME TO tv_gone', 'ALTER TABLE tv_gone RENAME TO tv_post');
    const { exitCode, stdout } = await own.run('status');
    expect(exitCode).toBe(1);
    expect(stdout).toContain(': damaged\n');
    expect(stdout).toMatch(/public\.tv_post +\? rows +missing\n/);
  });

  test('status and metrics know TVIEWs that are suspended or incomplete', async () => {
    await own.damage("SELECT tviews.suspend('tv_post')", "SELECT tviews.resume('tv_post')");
    const suspended = await own.run('status');
    expect(suspended.stdout).toContain(': suspended\n');
    expect(suspended.stdout).toMatch(/public\.tv_post +200 rows +\d+ kB +suspended\n/);
    const samples = parseExposition((await own.run('metrics')).stdout);
    expect(samples.find(({ name }) => name === 'tviews_active')?.value).toBe(0);
    expect(samples.filter(({ name }) => name === 'tviews_tview_state').map(({ labels }) => labels.state)).toEqual([
      'suspended',
      'active',
    ]);
    await own.repair();
    await own.damage('UPDATE tviews.part SET is_complete = false', 'UPDATE tviews.part SET is_complete = true');
    const incomplete = await own.run('status');
    expect(incomplete.stdout).toContain(': incomplete\n');
    expect(incomplete.stdout).toMatch(/public\.tv_post +200 rows +\d+ kB +incomplete\n/);
  });

  test('status tells what a role without rights may know', async () => {
    const { exitCode, stdout, stderr } = await own.runAsRole('status');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('  queue: not readable, ');
    expect(stdout).toMatch(/public\.tv_post +about 200 rows .* active\n/);
    expect(stderr).toContain(`help: GRANT EXECUTE ON FUNCTION tviews.health_check() TO ${own.role}`);
    await own.damage('REVOKE SELECT ON tviews.tviews FROM PUBLIC', 'GRANT SELECT ON tviews.tviews TO PUBLIC');
    expect((await own.runAsRole('status')).stdout).toMatch(/public\.tv_post +about 200 rows .* unknown\n/);
  });

  test.each(['status', 'metrics'])('%s needs the extension, and a server that answers', async (verb) => {
    const none = await own.run(verb, '--database-url', own.bare.url);
    expect(none).toMatchObject({ exitCode: 2, stdout: '' });
    expect(none.stderr).toContain('error[not-installed]: schema "tviews" does not exist');
    const elsewhere = await own.run(verb, '--extension-schema', 'public');
    expect(elsewhere.stderr).toContain('function public.status() does not exist');
    const nobody = await own.run(verb, '--database-url', 'postgresql://127.0.0.1:1/none');
    expect(nobody).toMatchObject({ exitCode: 2, stdout: '' });
    expect((await createProject().run([verb])).stderr).toContain('nothing says in which database');
  });

  test('an installation by migrations, in another schema, with a TVIEW of an odd name', async () => {
    const schema = 'notes';
    await own.bare.client.query('CREATE TABLE tb_note (pk_note integer PRIMARY KEY); INSERT INTO tb_note VALUES (1)');
    const project = createProject({
      'tviews/notes.sql': 'CREATE TABLE "tv_odd\\ ""name" AS SELECT pk_note AS "pk_odd\\ ""name" FROM tb_note',
    });
    const flags = ['--database-url', own.bare.url, '--extension-schema', schema];
    const name = ['--name', 'notes_tviews'];
    const built = await project.run(['build', '--target', 'sql', '--release', '1.0.0', ...flags, ...name]);
    expect(built, built.stderr).toMatchObject({ exitCode: 0 });
    await own.bare.client.query(`BEGIN; ${project.read('extension/migrations/notes_tviews--1.0.0.sql')}; COMMIT`);
    const status = await project.run(['status', ...flags]);
    expect(status).toMatchObject({ exitCode: 0, stderr: '' });
    expect(status.stdout).toContain('  files: 1.0.0 in extension/migrations; installed by migrations\n');
    expect(status.stdout).toMatch(/public\."tv_odd\\ ""name" +1 rows +\d+ kB +active\n/);
    const samples = parseExposition((await project.run(['metrics', ...flags])).stdout);
    expect(samples.find(({ labels }) => labels.tview === 'public."tv_odd\\ ""name"')?.value).toBe(1);
    const doctor = await project.run(['doctor', ...flags, ...name]);
    expect(doctor.stdout).toContain('ok       extension   notes_tviews 1.0.0, by migrations: active');
    expect(doctor.stdout).toContain('ok       files       migrations need no files on the server');
  });
});
