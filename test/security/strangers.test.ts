import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emit } from '../../src/emit/emit.ts';
import {
  type CaseDatabase,
  type CaseRoles,
  compileFor,
  createCaseDatabase,
  createCaseRoles,
} from '../database/case-database.ts';
import { describeOnEachServer, installExtensionFiles, uniqueName } from '../support/postgres.ts';

const schemaSql =
  'CREATE TABLE tb_post (pk_post integer PRIMARY KEY, title text); INSERT INTO tb_post VALUES (1, $$one$$)';
const definitions = [{ file: 'tv_post.sql', text: 'SELECT pk_post, title FROM tb_post' }];

/** What somebody has put in the way before the installation, as a role that may create schemas and is no superuser. */
const traps = {
  'a function that a call could mean': `CREATE FUNCTION tviews.revoke_from_others(text, text, oid, aclitem[], text) RETURNS void
     LANGUAGE sql AS 'INSERT INTO public.taken SELECT current_user'`,
  'a function of the same name and arguments': `CREATE FUNCTION tviews.protect() RETURNS void
     LANGUAGE sql AS 'INSERT INTO public.taken SELECT current_user'`,
  'a function that a migration would ask': `CREATE FUNCTION tviews.status(OUT extension text, OUT extension_version text)
     LANGUAGE sql AS 'INSERT INTO public.taken SELECT current_user; SELECT NULL::text, NULL::text'`,
  'an operator': `CREATE FUNCTION tviews.same(text, text) RETURNS boolean
     LANGUAGE sql AS 'INSERT INTO public.taken SELECT current_user; SELECT true';
     CREATE OPERATOR tviews.= (LEFTARG = text, RIGHTARG = text, FUNCTION = tviews.same)`,
  'a table': 'CREATE TABLE tviews.queue (xid xid8)',
  'a type': 'CREATE TYPE tviews.drained AS (locks integer)',
} as const;

describeOnEachServer('what others have put where it is installed', (server) => {
  let roles: CaseRoles;
  let own: CaseDatabase;
  let extension: string;
  let remove: () => void;
  let migration: string;
  beforeAll(async () => {
    roles = await createCaseRoles(server);
    own = await createCaseDatabase(server, roles, schemaSql);
    extension = uniqueName('tviews_strangers');
    const { files, plan } = await compileFor(own.database, definitions, extension);
    if (plan === undefined) throw new Error('refused');
    migration = emit(plan, 'sql')[0]?.text ?? '';
    const directory = await mkdtemp(join(tmpdir(), 'tviews-strangers-'));
    for (const { path, text } of files) await writeFile(join(directory, path), text);
    const installed = await installExtensionFiles(server, directory);
    remove = () => installed.remove();
    await rm(directory, { recursive: true });
    await own.database.client.query(
      roles.rename(`CREATE TABLE taken (role text); GRANT INSERT ON taken TO PUBLIC;
        CREATE SCHEMA tviews AUTHORIZATION case_application; GRANT ALL ON SCHEMA tviews TO PUBLIC;
        GRANT CREATE ON SCHEMA public TO case_application`),
    );
  });
  afterAll(async () => {
    remove();
    await own.database.drop();
    await roles.drop();
  });

  const installers = { 'the owner of the tables': 'case_owner', 'a superuser': undefined };
  const ways = { 'CREATE EXTENSION': () => `CREATE EXTENSION ${extension}`, 'plain migrations': () => migration };
  describe.each(Object.entries(traps))('%s', (_, trap) => {
    test.for(
      Object.entries(ways).flatMap(([way, sql]) =>
        Object.entries(installers).map(([who, role]) => ({ way, sql, who, role })),
      ),
    )('$way by $who', async ({ sql, role }) => {
      const client = await own.database.connect();
      await client.query('BEGIN');
      try {
        await client.query(roles.rename(`SET LOCAL ROLE case_application; ${trap}; RESET ROLE`));
        if (role !== undefined) await client.query(`SET SESSION AUTHORIZATION ${roles.rename(role)}`);
        await client.query('SAVEPOINT before');
        await expect(client.query(sql())).rejects.toThrow(/schema tviews holds objects of others: .*tviews\./);
        await client.query('ROLLBACK TO before; RESET SESSION AUTHORIZATION');
        expect((await client.query('TABLE taken')).rows).toEqual([]);
      } finally {
        await client.query('ROLLBACK; RESET SESSION AUTHORIZATION');
        await client.end();
      }
    });
  });

  test.for(['TABLE public.tv_post AS SELECT 1 AS pk_post', 'VIEW public.v_post AS SELECT 1 AS pk_post'])(
    'CREATE %s',
    async (relation) => {
      const client = await own.database.connect();
      await client.query('BEGIN; DROP SCHEMA tviews');
      try {
        await client.query(roles.rename(`SET LOCAL ROLE case_application; CREATE ${relation}; RESET ROLE`));
        await client.query(roles.rename('SET SESSION AUTHORIZATION case_owner'));
        await expect(client.query(`CREATE EXTENSION ${extension}`)).rejects.toThrow(
          /already exist and do not belong to/,
        );
      } finally {
        await client.query('ROLLBACK; RESET SESSION AUTHORIZATION');
        await client.end();
      }
    },
  );

  test('a schema of somebody else’s gives that role nothing', async () => {
    const client = await own.database.connect();
    await client.query('BEGIN');
    try {
      // What belongs to the owner of the schema could not read the tables.
      await expect(client.query(`CREATE EXTENSION ${extension}`)).rejects.toMatchObject({ code: '42501' });
    } finally {
      await client.query('ROLLBACK');
      await client.end();
    }
  });

  test('whoever may create functions in the schema is warned of', async () => {
    const client = await own.database.connect();
    const warnings: string[] = [];
    client.on('notice', ({ message }) => warnings.push(message ?? ''));
    await client.query(
      roles.rename('BEGIN; ALTER SCHEMA tviews OWNER TO case_owner; SET SESSION AUTHORIZATION case_owner'),
    );
    await client.query(`CREATE EXTENSION ${extension}; ROLLBACK; RESET SESSION AUTHORIZATION`);
    await client.end();
    expect(warnings.join()).toContain('every role may create objects in schema tviews');
  });
});
