import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runOn } from '../../src/database/connect.ts';
import { dumpSchema } from '../../src/prove/dump-schema.ts';
import { openOnServer } from '../../src/prove/scratch-on-server.ts';
import { createProject } from '../commands/harness.ts';
import { createDatabase, describeOnEachServer, type TestDatabase, uniqueName } from '../support/postgres.ts';
import { type CaseRoles, createCaseDatabase, createCaseRoles, installDefinitions } from './case-database.ts';

const schemaSql = `
  CREATE TABLE tb_user (pk_user integer PRIMARY KEY, name text NOT NULL);
  CREATE TABLE tb_post (pk_post integer PRIMARY KEY, fk_user integer NOT NULL REFERENCES tb_user, title text NOT NULL);
  CREATE INDEX ON tb_post (fk_user);`;
const post = 'SELECT p.pk_post, p.title, u.name\nFROM tb_post p\nJOIN tb_user u ON u.pk_user = p.fk_user\n';

/** What pg_dump writes of a database with an extension, a sample of each kind. */
const dump = (extension: string) => `
  \\restrict abc
  SELECT pg_catalog.set_config('search_path', '', false);
  CREATE SCHEMA tviews;
  CREATE EXTENSION IF NOT EXISTS ${extension} WITH SCHEMA tviews;
  COMMENT ON EXTENSION ${extension} IS 'keeps tv_post right at every commit';
  CREATE FUNCTION tviews.drain_tv_post() RETURNS void LANGUAGE plpgsql AS $$ BEGIN END $$;
  ALTER FUNCTION tviews.drain_tv_post() DEPENDS ON EXTENSION ${extension};
  CREATE TABLE public.tb_user (pk_user integer NOT NULL, name text NOT NULL);
  CREATE TABLE public.tv_post (pk_post integer, title text, name text) INHERITS (tviews.anchor);
  CREATE VIEW public.v_post AS SELECT 1 WHERE tviews.anchor();
  ALTER TABLE ONLY public.tv_post ADD CONSTRAINT tv_post_pkey PRIMARY KEY (pk_post);
  CREATE TRIGGER tviews_tb_user_insert AFTER INSERT ON public.tb_user FOR EACH STATEMENT EXECUTE FUNCTION tviews.enqueue_tb_user();
  ALTER TRIGGER tviews_tb_user_insert ON public.tb_user DEPENDS ON EXTENSION ${extension};
  ALTER TABLE ONLY public.tb_user ADD CONSTRAINT tb_user_pkey PRIMARY KEY (pk_user);`;

/** A folder with a pg_dump that does what a shell script says. */
async function fakePgDump(script: string): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'tviews-pg-dump-'));
  await writeFile(join(folder, 'pg_dump'), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, 'pg_dump'), 0o755);
  return { path: [folder, process.env.PATH].join(delimiter), remove: () => rm(folder, { recursive: true }) };
}

describeOnEachServer('a scratch copy on a server', (server) => {
  let database: TestDatabase;
  let roles: CaseRoles;

  beforeAll(async () => {
    [database, roles] = await Promise.all([createDatabase(server), createCaseRoles(server)]);
  });

  afterAll(async () => {
    await database.drop();
    await roles.drop();
  });

  const listScratch = async () => {
    const files = await readdir(server.extensionDirectory);
    const rows = await runOn(database.client)(
      `SELECT datname FROM pg_database WHERE datname LIKE 'tviews\\_prove\\_%'`,
    );
    return [...files.filter((file) => file.startsWith('tviews_prove_')), ...rows];
  };

  test('proves there and leaves nothing behind', async () => {
    const role = uniqueName('tviews_reader');
    const project = createProject({
      'schema.sql': `${schemaSql}\nGRANT SELECT ON tb_post TO ${role};`,
      'tviews/tv_post.sql': post,
    });
    const flags = ['--scratch-url', server.url, '--extension-dir', server.extensionDirectory, '--transactions', '30'];
    const run = await project.run(['prove', '--schema', 'schema.sql', ...flags, '--seed', '1']);
    expect(run.exitCode, run.stderr).toBe(0);
    expect(run.stdout).toMatch(/^tv_post: equal \(30 transactions, .*seed 1, 30 transactions\n$/s);
    expect(await listScratch()).toEqual([]);
    expect(await runOn(database.client)(`SELECT 1 FROM pg_roles WHERE rolname = '${role}'`)).toEqual([]);
  });

  test('is removed by an interruption, and what was under way says nothing', async () => {
    const cleanUps = new Set<() => Promise<void>>();
    const atInterrupt = (cleanUp: () => Promise<void>) => {
      cleanUps.add(cleanUp);
      return () => cleanUps.delete(cleanUp);
    };
    const { url, extensionDirectory } = server;
    const scratch = await openOnServer({ url, extensionDirectory, atInterrupt }, []);
    const name = uniqueName('tviews_prove');
    await scratch.addExtension([{ path: `${name}.control`, text: '' }]);
    let said = false;
    const note = () => {
      said = true;
    };
    void scratch.run('SELECT pg_sleep(60)').then(note, note);
    expect(await listScratch()).toHaveLength(2);
    await Promise.all([...cleanUps].map((cleanUp) => cleanUp()));
    expect(await listScratch()).toEqual([]);
    await scratch.close();
    expect(said).toBe(false);
    expect(cleanUps.size).toBe(0);
  });

  test('needs a superuser', async () => {
    const url = new URL(server.url);
    const role = uniqueName('tviews_nobody');
    await database.client.query(`CREATE ROLE ${role} LOGIN`);
    url.username = role;
    const open = openOnServer(
      { url: url.href, extensionDirectory: server.extensionDirectory, atInterrupt: () => () => {} },
      [],
    );
    await expect(open).rejects.toMatchObject({ diagnostic: { code: 'cannot-prove' } });
    await database.client.query(`DROP ROLE ${role}`);
  });

  test('of a database leaves out what extensions of tviews have put there', async () => {
    const own = await createCaseDatabase(server, roles, schemaSql);
    try {
      const { files } = await installDefinitions(server, own, [{ file: 'tv_post.sql', text: post }]);
      const extension = files[0]?.path.replace(/(--.*)?\.\w+$/, '') ?? '';
      const program = await fakePgDump(`cat <<'END'\n${dump(extension)}\nEND`);
      const statements = await dumpSchema(own.database.url, { PATH: program.path }).finally(program.remove);
      expect(statements.map(({ text }) => text.split('(')[0]?.trim())).toEqual([
        'SELECT pg_catalog.set_config',
        'CREATE TABLE public.tb_user',
        'ALTER TABLE ONLY public.tb_user ADD CONSTRAINT tb_user_pkey PRIMARY KEY',
      ]);
    } finally {
      await own.database.drop();
    }
  });

  test.for([
    ['is missing', 'exit 127', 'pg_dump is not on the PATH'],
    [
      'is too old',
      "echo 'pg_dump: detail: server version: 17.5; pg_dump version: 15.18' >&2; exit 1",
      'pg_dump 15.18 is older than the server, 17.5',
    ],
    [
      'is refused',
      "echo 'pg_dump: error: permission denied for schema secret' >&2; exit 1",
      'permission denied for schema secret',
    ],
  ] as const)('of a database says that pg_dump %s', async ([, script, message]) => {
    const program = await fakePgDump(script);
    const env = { PATH: message.includes('PATH') ? '/nowhere' : program.path };
    const dumping = dumpSchema(database.url, env).finally(program.remove);
    await expect(dumping).rejects.toMatchObject({ diagnostic: { code: 'cannot-prove', message } });
  });
});
