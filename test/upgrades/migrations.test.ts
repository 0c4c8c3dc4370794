import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { splitStatements } from '../../src/sql/statements.ts';
import { findStale, listTviews } from '../database/tviews.ts';
import { describeWithClientTools } from '../support/client-tools.ts';
import { createDatabase, type TestDatabase, type TestServer, testServers, uniqueName } from '../support/postgres.ts';
import { schemaSql, writes } from './changes.ts';
import { type Installer, installerFor } from './targets.ts';
import { buildTwoReleases, type TwoReleases } from './two-releases.ts';

const post = 'SELECT p.pk_post, p.title, u.name FROM tb_post p JOIN tb_user u ON u.pk_user = p.fk_user';
const before = { 'tv_post.sql': `${post}; CREATE INDEX ON tv_post (name)` };
const after = { 'tv_post.sql': post.replace('p.title', 'upper(p.title) AS title') };

/** Two releases as plain migrations, and a database that can take them. */
interface Migrations {
  readonly releases: TwoReleases;
  readonly installer: Installer;
  create(): Promise<TestDatabase>;
}

function buildMigrations(server: TestServer): Migrations {
  const built: { releases?: TwoReleases } = {};
  beforeAll(async () => {
    const database = await createDatabase(server, { schemaSql });
    const compiled = (definitions: typeof before) => ({ definitions, databaseUrl: database.url });
    built.releases = await buildTwoReleases(server, compiled(before), compiled(after), 'sql');
    await database.drop();
  });
  afterAll(() => built.releases?.remove());
  return {
    get releases() {
      if (built.releases === undefined) throw new Error('built before the first test');
      return built.releases;
    },
    get installer() {
      return installerFor('sql', this.releases.extension, this.releases.out);
    },
    create: () => createDatabase(server, { schemaSql }),
  };
}

for (const server of testServers().slice(-1)) {
  describe(`plain migrations (PostgreSQL ${server.major})`, () => {
    const migrations = buildMigrations(server);
    let database: TestDatabase;
    beforeAll(async () => {
      database = await migrations.create();
    });
    afterAll(() => database.drop());

    test('are run by a role that owns the tables, and leave the rest of the transaction as it was', async () => {
      const role = uniqueName('migrator');
      await database.client.query(`CREATE ROLE ${role}; GRANT CREATE ON DATABASE ${database.name} TO ${role};
        ALTER TABLE tb_user OWNER TO ${role}; ALTER TABLE tb_post OWNER TO ${role}; GRANT ALL ON SCHEMA public TO ${role}`);
      const client = await database.connect(role);
      const settings = ['search_path', 'role', 'check_function_bodies', 'client_min_messages'];
      const read = async () => {
        const values = settings.map((name) => `current_setting('${name}')`).join(', ');
        return (await client.query({ text: `SELECT ${values}`, rowMode: 'array' })).rows;
      };
      await client.query('BEGIN; SET LOCAL search_path = public; SET LOCAL client_min_messages = error');
      const outer = await read();
      await migrations.installer.install(client, '1.0.0');
      expect(await read()).toEqual(outer);
      await client.query('COMMIT');
      await expectRight(client);

      // By whomever an upgrade is run, what it creates belongs to the owner of the schema.
      await migrations.installer.update(database.client, '1.0.0', '1.1.0');
      const { rows } = await database.client.query(`
        SELECT DISTINCT proowner::regrole::text AS owner FROM pg_proc WHERE pronamespace = 'tviews'::regnamespace
        UNION SELECT relowner::regrole::text FROM pg_class WHERE relnamespace = 'tviews'::regnamespace OR relname ~ '^t?v_'`);
      expect(rows).toEqual([{ owner: role }]);
      await expectRight(client);
      await client.end();
      await database.client.query(`DROP OWNED BY ${role} CASCADE; DROP ROLE ${role}`);
    });

    test('start from the version that is there, in a transaction, and where no extension is', async () => {
      const one = await migrations.create();
      const { extension, out } = migrations.releases;
      const { install, update } = migrations.installer;
      await expect(update(one.client, '1.0.0', '1.1.0')).rejects.toThrow(
        `this script leads from ${extension} 1.0.0 to 1.1.0, and nothing is installed`,
      );
      await install(one.client, '1.1.0');
      await expect(install(one.client, '1.0.0')).rejects.toThrow(
        `${extension} 1.1.0 is installed already in schema tviews`,
      );
      await expect(update(one.client, '1.0.0', '1.1.0')).rejects.toThrow(`and ${extension} 1.1.0 is installed`);
      const script = await readFile(join(out, 'migrations', `${extension}--1.1.0--1.0.0.sql`), 'utf8');
      await expect(runEach(one.client, script)).rejects.toThrow('this script is one transaction');
      await expectRight(one.client);

      await one.client.query(`DROP SCHEMA tviews CASCADE; CREATE EXTENSION ${extension} VERSION '1.0.0'`);
      await expect(update(one.client, '1.0.0', '1.1.0')).rejects.toThrow(`${extension} is installed as an extension`);
      await one.drop();
    });

    test('are undone by dropping the schema', async () => {
      const one = await migrations.create();
      const untouched = await objectsOf(one.client);
      await migrations.installer.install(one.client, '1.0.0');
      await migrations.installer.drop(one.client);
      expect(await objectsOf(one.client)).toEqual(untouched);
      await one.drop();
    });

    test('are undone by uninstall(), unless it would take what is not theirs', async () => {
      const one = await migrations.create();
      const untouched = await objectsOf(one.client);
      await migrations.installer.install(one.client, '1.0.0');
      const uninstall = () => one.client.query('SELECT tviews.uninstall(extension) FROM tviews.status()');
      await one.client.query('CREATE TABLE tviews.mine ()');
      await expect(uninstall()).rejects.toThrow(/has more than \S+ has put there: tviews.mine$/);
      await one.client.query('DROP TABLE tviews.mine');
      await uninstall();
      expect(await objectsOf(one.client)).toEqual(untouched);
      await one.drop();
    });
  });
}

await describeWithClientTools('what plain migrations have created', (server, tools) => {
  const migrations = buildMigrations(server);

  test('is dumped and restored like everything else, and upgraded there', async () => {
    const [source, target] = [await migrations.create(), await createDatabase(server)];
    const folder = await mkdtemp(join(tmpdir(), 'tviews-dump-'));
    await migrations.installer.install(source.client, '1.0.0');
    // As where many more transactions have been: the number of one comes along.
    await source.client.query(`SELECT setval('tviews.traced_since', (1::bigint << 40) + 1000)`);
    const dump = join(folder, 'dump.sql');
    expect(await tools.run('pg_dump', source.url, ['-f', dump])).toMatchObject({ exitCode: 0 });
    const restored = await tools.run('psql', target.url, ['-qX', '-v', 'ON_ERROR_STOP=1', '-f', dump]);
    expect(restored).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await objectsOf(target.client)).toEqual(await objectsOf(source.client));

    await expectRight(target.client);
    await writeAboveReadCommitted(target.client).catch(() => writeAboveReadCommitted(target.client));
    await migrations.installer.update(target.client, '1.0.0', '1.1.0');
    await expectRight(target.client);
    for (const database of [source, target]) await database.drop();
    await rm(folder, { recursive: true });
  });
});

/** The first of these transactions may have to be repeated, and no other one. */
async function writeAboveReadCommitted(client: pg.ClientBase): Promise<void> {
  await client.query(`ROLLBACK; BEGIN ISOLATION LEVEL REPEATABLE READ; UPDATE tb_user SET name = name || '?'; COMMIT`);
}

/** Statement by statement, as psql does without --single-transaction. */
async function runEach(client: pg.ClientBase, script: string): Promise<void> {
  for (const { text } of await splitStatements(script)) await client.query(text);
}

/** The TVIEW follows what is written. */
async function expectRight(client: pg.ClientBase): Promise<void> {
  const tviews = await listTviews(client);
  expect(tviews).toHaveLength(1);
  await client.query(`BEGIN; ${writes[0]}; COMMIT`);
  expect(await findStale(client, tviews)).toEqual([]);
  expect((await client.query('SELECT state FROM tviews.status()')).rows).toEqual([{ state: 'active' }]);
}

async function objectsOf(client: pg.ClientBase): Promise<readonly unknown[]> {
  const { rows } = await client.query({
    rowMode: 'array',
    text: `
      SELECT oid::regclass::text FROM pg_class WHERE oid > 16383 AND relnamespace <> 'pg_toast'::regnamespace
      UNION ALL SELECT oid::regprocedure::text FROM pg_proc WHERE oid > 16383
      UNION ALL SELECT tgname || ' ' || tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL SELECT nspname FROM pg_namespace WHERE oid > 16383 AND nspname !~ '^pg_'
      ORDER BY 1`,
  });
  return rows.flat();
}
