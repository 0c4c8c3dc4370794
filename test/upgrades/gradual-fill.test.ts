import { expect, test } from 'vitest';
import { findStale, listTviews } from '../database/tviews.ts';
import { createDatabase, describeOnEachServer, type TestDatabase, uniqueName } from '../support/postgres.ts';
import { schemaSql } from './changes.ts';
import { complete } from './complete.ts';
import { buildTwoReleases, type Definitions } from './two-releases.ts';

const post = 'SELECT p.pk_post, p.fk_user, upper(p.title) AS title FROM tb_post p';
const before: Definitions = { 'tv_post.sql': post };
const after: Definitions = { 'tv_post.sql': post.replace('AS title', 'AS title, p.score') };

describeOnEachServer('an upgrade whose rows are left to backfill()', (server) => {
  const run = async (use: (database: TestDatabase, update: (to: string) => Promise<void>) => Promise<void>) => {
    const database = await createDatabase(server, { schemaSql });
    const side = { databaseUrl: database.url };
    const files = await buildTwoReleases(server, { ...side, definitions: before }, { ...side, definitions: after });
    try {
      await database.client.query(`CREATE EXTENSION ${files.extension} VERSION '1.0.0'; SET tviews.fill = 'later'`);
      await use(database, async (to) => {
        await database.client.query(`ALTER EXTENSION ${files.extension} UPDATE TO '${to}'`);
      });
    } finally {
      await database.drop();
      await files.remove();
    }
  };

  test('is finished by a role that may call it, and has no other right', () =>
    run(async ({ client, connect }, update) => {
      const role = uniqueName('filler');
      await client.query(`CREATE ROLE ${role} LOGIN`);
      try {
        const filler = await connect(role);
        await expect(filler.query('SELECT tviews.backfill()')).rejects.toMatchObject({ code: '42501' });
        await client.query(`GRANT EXECUTE ON FUNCTION tviews.backfill(integer) TO ${role}`);
        await update('1.1.0');
        await expect(filler.query('SELECT FROM tv_post')).rejects.toMatchObject({ code: '42501' });
        await complete(filler);
        expect(await findStale(client, await listTviews(client))).toEqual([]);
        await update('1.0.0');
        await complete(filler);
        expect(await findStale(client, await listTviews(client))).toEqual([]);
      } finally {
        await client.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
      }
    }));

  test('leaves sessions their prepared statements, but one that reads *', () =>
    run(async ({ client, connect }, update) => {
      const session = await connect();
      const statements = {
        read: { name: 'read', text: 'SELECT title FROM tv_post WHERE pk_post = $1' },
        write: { name: 'write', text: 'UPDATE tb_post SET title = $2 WHERE pk_post = $1' },
        all: { name: 'all', text: 'SELECT * FROM tv_post WHERE pk_post = $1' },
      };
      const readBack = async (pk: number, title: string) => {
        await session.query(statements.write, [pk, title]);
        return (await session.query(statements.read, [pk])).rows;
      };
      // Often enough for generic plans.
      for (let n = 1; n <= 10; n++) expect(await readBack(n, `a${n}`)).toEqual([{ title: `A${n}` }]);
      await session.query(statements.all, [1]);
      for (const version of ['1.1.0', '1.0.0']) {
        await update(version);
        for (let n = 1; n <= 10; n++) expect(await readBack(n, `b${n}`)).toEqual([{ title: `B${n}` }]);
        // As after any ALTER TABLE that adds a column.
        const read = session.query(statements.all, [1]);
        await expect(read).rejects.toThrow('cached plan must not change result type');
        await session.query('DEALLOCATE "all"; PREPARE "all" (integer) AS SELECT * FROM tv_post WHERE pk_post = $1');
        await complete(client);
        expect(await findStale(client, await listTviews(client))).toEqual([]);
      }
    }));
});
