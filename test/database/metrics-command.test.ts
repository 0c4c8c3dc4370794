import { execFile } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createProject } from '../commands/harness.ts';
import { parseExposition } from '../metrics/parse-exposition.ts';
import { describeOnEachServer, uniqueName } from '../support/postgres.ts';
import { createWatchedDatabase, type WatchedDatabase } from './watched-database.ts';

const collect = resolve(import.meta.dirname, '../../examples/monitoring/collect.sh');

describeOnEachServer('tviews metrics', (server) => {
  let own: WatchedDatabase;
  beforeAll(async () => {
    own = await createWatchedDatabase(server);
  });
  afterAll(() => own.drop());
  afterEach(() => own.repair());
  const readMetrics = async () => parseExposition((await own.run('metrics')).stdout);

  test('metrics are what Prometheus reads', async () => {
    const samples = await readMetrics();
    const valueIn = (name: string, labels = {}) =>
      samples.find(
        (each) => each.name === name && Object.entries(labels).every(([key, value]) => each.labels[key] === value),
      )?.value;
    expect(samples.every(({ labels }) => labels.database === own.blog.name)).toBe(true);
    expect(valueIn('tviews_active')).toBe(1);
    expect(valueIn('tviews_info', { extension: own.blog.extension, version: '1.0.0', model_version: '1.0.0' })).toBe(1);
    expect(valueIn('tviews_health_findings', { severity: 'error' })).toBe(0);
    expect(valueIn('tviews_queue_left_over_entries')).toBe(0);
    expect(valueIn('tviews_parked_keys')).toBe(0);
    expect(valueIn('tviews_tview_rows', { tview: 'public.tv_post' })).toBe(200);
    expect(valueIn('tviews_tview_table_bytes', { tview: 'public.tv_user' })).toBeGreaterThan(0);
    expect(valueIn('tviews_tview_state', { tview: 'public.tv_user', state: 'active' })).toBe(1);
  });

  test('metrics tell what is wrong, and end with 0', async () => {
    await own.parkKey();
    await own.damage(
      `ALTER TABLE tviews.queue DISABLE TRIGGER drain; UPDATE tb_user SET name = 'left' WHERE pk_user = 1;
       ALTER TABLE tviews.queue ENABLE TRIGGER drain`,
      'SELECT tviews.repair()',
    );
    expect((await own.run('metrics')).exitCode).toBe(0);
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
    const { exitCode, stdout } = await own.runAsRole('metrics');
    expect(exitCode).toBe(0);
    const samples = parseExposition(stdout);
    expect(samples.find(({ name }) => name === 'tviews_health_readable')?.value).toBe(0);
    const names = new Set(samples.map(({ name }) => name));
    expect([...names].filter((name) => /findings|left_over|parked/.test(name))).toEqual([]);
    expect(names).toContain('tviews_tview_rows');
    await own.damage(
      `GRANT EXECUTE ON FUNCTION tviews.health_check() TO ${own.role}`,
      `REVOKE ALL ON FUNCTION tviews.health_check() FROM ${own.role}`,
    );
    expect((await own.runAsRole('metrics')).stdout).toContain('tviews_health_findings{');
  });

  test('the role of examples/monitoring may call health_check()', async () => {
    const page = readFileSync(resolve(collect, '../README.md'), 'utf8');
    const [, grants = ''] = /```sql\n([\s\S]*?)```/.exec(page) ?? [];
    const role = uniqueName('monitoring');
    await own.damage(grants.replaceAll(/\bmonitoring\b/g, role), `DROP OWNED BY ${role}; DROP ROLE ${role}`);
    const { stdout } = await own.run('metrics', '--database-url', `${own.blog.url}?options=-crole%3D${role}`);
    expect(stdout).toMatch(/^tviews_health_readable\{.*\} 1$/m);
  });

  test('refresh_stats become metrics', async () => {
    await own.damage(
      "SET tviews.track = 'on'; UPDATE tb_post SET title = title || '!' WHERE pk_post IN (1, 2)",
      'RESET tviews.track; SELECT tviews.reset_refresh_stats()',
    );
    const samples = (await readMetrics()).filter(({ name }) => name.startsWith('tviews_refresh_'));
    const ofPost = samples.filter(({ labels }) => labels.tview === 'public.tv_post');
    expect(ofPost.map(({ name, value }) => `${name} ${/seconds/.test(name) ? value > 0 : value}`)).toEqual([
      'tviews_refresh_drains_total 1',
      'tviews_refresh_full_drains_total 0',
      'tviews_refresh_keys_total 2',
      'tviews_refresh_rows_written_total 2',
      'tviews_refresh_rows_deleted_total 0',
      'tviews_refresh_rows_unchanged_total 0',
      'tviews_refresh_seconds_total true',
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
    await run(own.blog.url);
    expect(parseExposition(project.read('out.prom')).length).toBeGreaterThan(20);
    expect(readdirSync(project.cwd).filter((name) => name.startsWith('out'))).toEqual(['out.prom']);
  });
});
