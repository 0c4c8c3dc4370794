import { execFile } from 'node:child_process';
import { chmodSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createProject } from '../commands/harness.ts';
import { parseExposition } from '../metrics/parse-exposition.ts';
import { findPooler, openPooler } from '../stress/pooler.ts';
import { createDatabase, describeOnEachServer, type TestDatabase, uniqueName } from '../support/postgres.ts';
import { type BlogDatabase, createBlogDatabase } from './blog-database.ts';

const pooler = await findPooler();
const collect = resolve(import.meta.dirname, '../../examples/monitoring/collect.sh');

describeOnEachServer('tviews status, doctor and metrics', (server) => {
  let blog: BlogDatabase;
  let bare: TestDatabase;
  const role = uniqueName('monitor');
  beforeAll(async () => {
    blog = await createBlogDatabase(server);
    bare = await createDatabase(server);
    await blog.client.query(`CREATE EXTENSION ${blog.extension}; CREATE ROLE ${role}; ANALYZE tv_post`);
  });
  afterAll(async () => {
    await blog.client.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    await bare.drop();
    await blog.drop();
  });
  /** What a test damages. */
  let repair = '';
  afterEach(async () => {
    await blog.client.query(repair);
    repair = '';
  });
  const run = (...argv: readonly string[]) => createProject().run(argv, { DATABASE_URL: blog.url });
  const asMonitor = (...argv: readonly string[]) =>
    createProject().run(argv, { DATABASE_URL: `${blog.url}?options=-crole%3D${role}` });
  const readMetrics = async (...argv: readonly string[]) => parseExposition((await run('metrics', ...argv)).stdout);
  const parkOne = async () => {
    await blog.client.query(
      `INSERT INTO tviews.parked (tview, key, sqlstate, message) VALUES ('public.tv_post', '{"pk_post": 3}', '22012', 'division by zero')`,
    );
    repair = 'DELETE FROM tviews.parked';
  };
  const leaveEntry = async () => {
    await blog.client.query(
      `ALTER TABLE tviews.queue DISABLE TRIGGER drain; UPDATE tb_user SET name = 'left' WHERE pk_user = 1;
       ALTER TABLE tviews.queue ENABLE TRIGGER drain`,
    );
    repair = 'SELECT tviews.repair()';
  };

  test('status shows versions and TVIEWs, and ends with 0 where all is well', async () => {
    const { exitCode, stdout, stderr } = await run('status');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const [title, files, queue, ...tviews] = stdout.trimEnd().split('\n');
    expect(title).toMatch(`${blog.extension} 1.0.0 in ${blog.name} (PostgreSQL ${server.major}.`);
    expect(title).toMatch(/: active$/);
    expect(files).toBe('  files: none in extension; 1.0.0 on the server');
    expect(queue).toMatch(/^ {2}queue: empty, \d+ kB$/);
    expect(tviews).toEqual([
      expect.stringMatching(/^ {2}public\.tv_post +200 rows +\d+ kB {2}active$/),
      expect.stringMatching(/^ {2}public\.tv_user +20 rows +\d+ kB {2}active$/),
    ]);
  });

  test('status ends with 1 where health_check() has an error, and says so of the TVIEW', async () => {
    await parkOne();
    const { exitCode, stdout, stderr } = await run('status');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/tv_post .* parked \(1 key\)\n/);
    expect(stderr).toContain('error[unhealthy]: public.tv_post: parked-keys');
    const json = JSON.parse((await run('status', '--json')).stdout);
    expect(json).toMatchObject({
      ok: false,
      command: 'status',
      result: {
        database: blog.name,
        extension: blog.extension,
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
    await blog.client.query('ALTER TABLE tv_post RENAME TO tv_gone');
    repair = 'ALTER TABLE tv_gone RENAME TO tv_post';
    const { exitCode, stdout } = await run('status');
    expect(exitCode).toBe(1);
    expect(stdout).toContain(': damaged\n');
    expect(stdout).toMatch(/public\.tv_post +\? rows +missing\n/);
  });

  test('status tells what a role without rights may know', async () => {
    const { exitCode, stdout, stderr } = await asMonitor('status');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('  queue: not readable, ');
    expect(stdout).toMatch(/public\.tv_post +about 200 rows .* unknown\n/);
    expect(stderr).toContain(`help: GRANT EXECUTE ON FUNCTION tviews.health_check() TO ${role}`);
  });

  test.each(['status', 'metrics'])('%s needs the extension, and a server that answers', async (verb) => {
    const none = await run(verb, '--database-url', bare.url);
    expect(none).toMatchObject({ exitCode: 2, stdout: '' });
    expect(none.stderr).toContain('error[not-installed]: schema "tviews" does not exist');
    const elsewhere = await run(verb, '--extension-schema', 'public');
    expect(elsewhere.stderr).toContain('function public.status() does not exist');
    const nobody = await run(verb, '--database-url', 'postgresql://127.0.0.1:1/none');
    expect(nobody).toMatchObject({ exitCode: 2, stdout: '' });
    expect((await createProject().run([verb])).stderr).toContain('nothing says in which database');
  });

  test('doctor has a line for each check, and ends with 0 where nothing is an error', async () => {
    const { exitCode, stdout, stderr } = await run('doctor', '--name', blog.extension);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => line.split(/ {2,}/).slice(0, 2).join(' '))).toEqual(
      'node server standby connection locks extension role files pg_tle isolation triggers settings'
        .split(' ')
        .map((check) => `ok ${check}`),
    );
    expect(stdout).toContain(`the server has files in ${server.extensionDirectory}: 1.0.0\n`);
  });

  test('doctor finds what is set wrong, and says it once', async () => {
    await blog.client.query(
      `ALTER DATABASE ${blog.name} SET session_replication_role = replica;
       ALTER ROLE ${role} IN DATABASE ${blog.name} SET tviews.trak = 'on'`,
    );
    repair = `ALTER DATABASE ${blog.name} RESET ALL; ALTER ROLE ${role} IN DATABASE ${blog.name} RESET ALL`;
    const pretty = await run('doctor');
    expect(pretty).toMatchObject({ exitCode: 1, stderr: '' });
    expect(pretty.stdout).toContain('error    triggers    session_replication_role is replica');
    expect(pretty.stdout).toContain(`tviews.trak is set for role ${role} in database ${blog.name}, but nothing`);
    const annotated = await run('doctor', '--format', 'github');
    expect(annotated.stderr.match(/^::error/gm)).toHaveLength(1);
    expect(annotated.stderr.match(/^::warning/gm)).toHaveLength(1);
    expect(JSON.parse((await run('doctor', '--json')).stdout)).toMatchObject({
      ok: false,
      diagnostics: [{ code: 'unfit-surroundings' }, { code: 'unfit-surroundings' }],
      result: { checks: expect.arrayContaining([expect.objectContaining({ check: 'triggers', verdict: 'error' })]) },
    });
    expect((await run('doctor', '--quiet')).stderr).toContain('error[unfit-surroundings]: triggers: ');
  });

  test('doctor helps before there is an extension, and where the files are others', async () => {
    const early = await run('doctor', '--database-url', bare.url, '--name', 'none_tviews');
    expect(early.exitCode).toBe(0);
    expect(early.stdout).toContain(`warning  extension   schema tviews of database ${bare.name} holds no extension`);
    expect(early.stdout).toContain(`ok       role        postgres may install extensions in ${bare.name}`);
    const project = createProject({
      [`extension/${blog.extension}--1.0.0.json`]: '{}',
      [`extension/${blog.extension}--1.0.0.sql`]: 'SELECT 1;',
    });
    const changed = await project.run(['doctor', '--name', blog.extension], { DATABASE_URL: blog.url });
    expect(changed, changed.stderr).toMatchObject({ exitCode: 1 });
    expect(changed.stdout).toContain(`on the server ${blog.extension}--1.0.0.sql is not as in extension`);
  });

  test.skipIf(pooler === undefined)('doctor notices a pooler', async () => {
    const pooled = await openPooler(blog.url, 1);
    const { stdout } = await run('doctor', '--database-url', pooled.url);
    await pooled.close();
    expect(stdout).toContain('warning  connection  a pooler is in between');
  });

  test('doctor reads what a role without rights may', async () => {
    const { exitCode, stdout, stderr } = await asMonitor('doctor', '--name', blog.extension);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain(`warning  role        ${role} may neither deploy nor ask health_check()`);
    expect(stdout).toContain('ok       files       the server has files: 1.0.0');
  });

  test('metrics are what Prometheus reads', async () => {
    const samples = await readMetrics();
    const valueIn = (name: string, labels = {}) =>
      samples.find(
        (each) => each.name === name && Object.entries(labels).every(([key, value]) => each.labels[key] === value),
      )?.value;
    expect(samples.every(({ labels }) => labels.database === blog.name)).toBe(true);
    expect(valueIn('tviews_active')).toBe(1);
    expect(valueIn('tviews_info', { extension: blog.extension, version: '1.0.0', model_version: '1.0.0' })).toBe(1);
    expect(valueIn('tviews_health_findings', { severity: 'error' })).toBe(0);
    expect(valueIn('tviews_queue_left_over_entries')).toBe(0);
    expect(valueIn('tviews_parked_keys')).toBe(0);
    expect(valueIn('tviews_tview_rows', { tview: 'public.tv_post' })).toBe(200);
    expect(valueIn('tviews_tview_table_bytes', { tview: 'public.tv_user' })).toBeGreaterThan(0);
    expect(valueIn('tviews_tview_state', { tview: 'public.tv_user', state: 'active' })).toBe(1);
  });

  test('metrics tell what is wrong, and end with 0', async () => {
    await parkOne();
    await leaveEntry();
    repair = 'DELETE FROM tviews.parked; SELECT tviews.repair()';
    expect((await run('metrics')).exitCode).toBe(0);
    const samples = await readMetrics();
    const found = samples.filter(({ name }) => /finding$|_keys$|left_over|tview_state$/.test(name));
    expect(found.map(({ name, labels: { database: _, ...labels }, value }) => [name, labels, value])).toEqual([
      ['tviews_tview_state', { tview: 'public.tv_post', state: 'damaged' }, 1],
      ['tviews_tview_state', { tview: 'public.tv_user', state: 'damaged' }, 1],
      ['tviews_health_finding', { status: 'left-over-entries', component: 'public.tv_post', severity: 'error' }, 1],
      ['tviews_health_finding', { status: 'parked-keys', component: 'public.tv_post', severity: 'error' }, 1],
      ['tviews_health_finding', { status: 'left-over-entries', component: 'public.tv_user', severity: 'error' }, 1],
      ['tviews_queue_left_over_entries', {}, 2],
      ['tviews_parked_keys', {}, 1],
      ['tviews_tview_parked_keys', { tview: 'public.tv_post' }, 1],
    ]);
  });

  test('metrics leave out what a role may not know, without errors in the log of the server', async () => {
    const { exitCode, stdout } = await asMonitor('metrics');
    expect(exitCode).toBe(0);
    const samples = parseExposition(stdout);
    expect(samples.find(({ name }) => name === 'tviews_health_readable')?.value).toBe(0);
    const names = new Set(samples.map(({ name }) => name));
    expect([...names].filter((name) => /findings|left_over|parked/.test(name))).toEqual([]);
    expect(names).toContain('tviews_tview_rows');
    await blog.client.query(`GRANT EXECUTE ON FUNCTION tviews.health_check() TO ${role}`);
    repair = `REVOKE ALL ON FUNCTION tviews.health_check() FROM ${role}`;
    expect((await asMonitor('metrics')).stdout).toContain('tviews_health_findings{');
  });

  test('refresh_stats become metrics where the installed version has them', async () => {
    await blog.client.query(
      `CREATE VIEW tviews.refresh_stats AS SELECT 'tv_post'::regclass AS tview, 2::bigint AS drains, 0::bigint AS full_drains,
         5::bigint AS keys, 3::bigint AS rows_written, 1::bigint AS rows_deleted, 1::bigint AS rows_unchanged,
         1500::double precision AS milliseconds`,
    );
    repair = 'DROP VIEW tviews.refresh_stats';
    const samples = (await readMetrics()).filter(({ name }) => name.startsWith('tviews_refresh_'));
    expect(samples.map(({ name, labels, value }) => `${name} ${labels.tview} ${value}`)).toEqual([
      'tviews_refresh_drains_total public.tv_post 2',
      'tviews_refresh_full_drains_total public.tv_post 0',
      'tviews_refresh_keys_total public.tv_post 5',
      'tviews_refresh_rows_written_total public.tv_post 3',
      'tviews_refresh_rows_deleted_total public.tv_post 1',
      'tviews_refresh_rows_unchanged_total public.tv_post 1',
      'tviews_refresh_seconds_total public.tv_post 1.5',
    ]);
  });

  test('examples/monitoring/collect.sh replaces the file when it has measured, and leaves nothing else', async () => {
    const project = createProject();
    const cli = resolve(import.meta.dirname, '../../src/cli.ts');
    project.write(
      'node_modules/.bin/tviews',
      `#!/bin/sh\nexec '${process.execPath}' --import '${import.meta.resolve('tsx')}' '${cli}' "$@"\n`,
    );
    chmodSync(join(project.cwd, 'node_modules/.bin/tviews'), 0o755);
    const run = (url: string) =>
      promisify(execFile)('sh', [collect, 'out.prom'], {
        cwd: project.cwd,
        env: { PATH: process.env.PATH, HOME: project.cwd, DATABASE_URL: url },
      });
    project.write('out.prom', 'old');
    await expect(run('postgresql://127.0.0.1:1/none')).rejects.toThrow('Connection refused');
    expect(project.read('out.prom')).toBe('old');
    await run(blog.url);
    expect(parseExposition(project.read('out.prom')).length).toBeGreaterThan(20);
    expect(readdirSync(project.cwd).filter((name) => name.startsWith('out'))).toEqual(['out.prom']);
  });

  test('an installation by migrations, in another schema, with a TVIEW of an odd name', async () => {
    const schema = 'notes';
    await bare.client.query('CREATE TABLE tb_note (pk_note integer PRIMARY KEY); INSERT INTO tb_note VALUES (1)');
    const project = createProject({
      'tviews/notes.sql': 'CREATE TABLE "tv_odd\\ ""name" AS SELECT pk_note AS "pk_odd\\ ""name" FROM tb_note',
    });
    const flags = ['--database-url', bare.url, '--extension-schema', schema];
    const name = ['--name', 'notes_tviews'];
    const built = await project.run(['build', '--target', 'sql', '--release', '1.0.0', ...flags, ...name]);
    expect(built, built.stderr).toMatchObject({ exitCode: 0 });
    await bare.client.query(`BEGIN; ${project.read('extension/migrations/notes_tviews--1.0.0.sql')}; COMMIT`);
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

  test('the commands leave nothing behind', async () => {
    const project = createProject();
    for (const verb of ['status', 'doctor', 'metrics']) await project.run([verb], { DATABASE_URL: blog.url });
    expect(readdirSync(project.cwd)).toEqual([]);
  });
});
