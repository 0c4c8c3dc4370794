import { readdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createProject } from '../commands/harness.ts';
import { findPooler, openPooler } from '../stress/pooler.ts';
import { describeOnEachServer } from '../support/postgres.ts';
import { createWatchedDatabase, type WatchedDatabase } from './watched-database.ts';

const pooler = await findPooler();

describeOnEachServer('tviews doctor', (server) => {
  let own: WatchedDatabase;
  beforeAll(async () => {
    own = await createWatchedDatabase(server);
  });
  afterAll(() => own.drop());
  afterEach(() => own.repair());

  test('doctor has a line for each check, and ends with 0 where nothing is an error', async () => {
    const { exitCode, stdout, stderr } = await own.run('doctor', '--name', own.blog.extension);
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
    await own.damage(
      `ALTER DATABASE ${own.blog.name} SET session_replication_role = replica;
       ALTER ROLE ${own.role} IN DATABASE ${own.blog.name} SET tviews.trak = 'on'`,
      `ALTER DATABASE ${own.blog.name} RESET ALL; ALTER ROLE ${own.role} IN DATABASE ${own.blog.name} RESET ALL`,
    );
    const pretty = await own.run('doctor');
    expect(pretty).toMatchObject({ exitCode: 1, stderr: '' });
    expect(pretty.stdout).toContain('error    triggers    session_replication_role is replica');
    expect(pretty.stdout).toContain(
      `tviews.trak is set for role ${own.role} in database ${own.blog.name}, but nothing`,
    );
    const annotated = await own.run('doctor', '--format', 'github');
    expect(annotated.stderr.match(/^::error/gm)).toHaveLength(1);
    expect(annotated.stderr.match(/^::warning/gm)).toHaveLength(1);
    expect(JSON.parse((await own.run('doctor', '--json')).stdout)).toMatchObject({
      ok: false,
      diagnostics: [{ code: 'unfit-surroundings' }, { code: 'unfit-surroundings' }],
      result: { checks: expect.arrayContaining([expect.objectContaining({ check: 'triggers', verdict: 'error' })]) },
    });
    expect((await own.run('doctor', '--quiet')).stderr).toContain('error[unfit-surroundings]: triggers: ');
  });

  test('doctor knows the settings and values that the installed version knows', async () => {
    const { rows } = await own.blog.client.query('SELECT name, words FROM tviews.known_settings()');
    const database = `ALTER DATABASE ${own.blog.name}`;
    await own.damage(rows.map(({ name }) => `${database} SET ${name} = 'odd'`).join('; '), `${database} RESET ALL`);
    const { stdout } = await own.run('doctor');
    expect(stdout.match(/^error +settings/gm)).toHaveLength(rows.length);
    for (const { name, words } of rows) {
      expect(stdout).toMatch(new RegExp(`${name} is “odd” for database \\S+\\n +it must be ${words}\\n`));
    }
  });

  test('doctor helps before there is an extension, and where the files are others', async () => {
    const early = await own.run('doctor', '--database-url', own.bare.url, '--name', 'none_tviews');
    expect(early.exitCode).toBe(0);
    expect(early.stdout).toContain(
      `warning  extension   schema tviews of database ${own.bare.name} holds no extension`,
    );
    expect(early.stdout).toContain(`ok       role        postgres may install extensions in ${own.bare.name}`);
    const project = createProject({
      [`extension/${own.blog.extension}--1.0.0.json`]: '{}',
      [`extension/${own.blog.extension}--1.0.0.sql`]: 'SELECT 1;',
    });
    const changed = await project.run(['doctor', '--name', own.blog.extension], { DATABASE_URL: own.blog.url });
    expect(changed, changed.stderr).toMatchObject({ exitCode: 1 });
    expect(changed.stdout).toContain(`on the server ${own.blog.extension}--1.0.0.sql is not as in extension`);
  });

  test.skipIf(pooler === undefined)('doctor notices a pooler', async () => {
    const pooled = await openPooler(own.blog.url, 1);
    const { stdout } = await own.run('doctor', '--database-url', pooled.url);
    await pooled.close();
    expect(stdout).toContain('warning  connection  a pooler is in between');
  });

  test('doctor reads what a role without rights may', async () => {
    const { exitCode, stdout, stderr } = await own.runAsRole('doctor', '--name', own.blog.extension);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain(`warning  role        ${own.role} may neither deploy nor ask health_check()`);
    expect(stdout).toContain('ok       files       the server has files: 1.0.0');
  });

  test('the commands leave nothing behind', async () => {
    const project = createProject();
    for (const verb of ['status', 'doctor', 'metrics']) await project.run([verb], { DATABASE_URL: own.blog.url });
    expect(readdirSync(project.cwd)).toEqual([]);
  });
});
