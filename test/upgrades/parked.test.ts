import type pg from 'pg';
import { expect, test } from 'vitest';
import { findStale, listTviews } from '../database/tviews.ts';
import { createDatabase, describeOnEachServer } from '../support/postgres.ts';
import { schemaSql } from './changes.ts';
import { complete } from './complete.ts';
import { buildTwoReleases, type Definitions } from './two-releases.ts';

const part = 'SELECT p.pk_post, p.fk_user, 100 / p.score AS part FROM tb_post p';
const before: Definitions = { 'tv_part.sql': `-- @on-error: park\n${part}` };

/** What becomes of a TVIEW with a parked key, and of that key. */
const changes = [
  {
    name: 'another key',
    after: { 'tv_part.sql': `-- @on-error: park\n-- @key (fk_user, pk_post)\n${part}` },
    parked: [{ tview: 'public.tv_part', key: { fk_user: 4, pk_post: 3 } }],
  },
  {
    name: 'another name',
    after: { 'tv_share.sql': `-- @on-error: park\n${part}` },
    parked: [{ tview: 'public.tv_share', key: { pk_post: 3 } }],
  },
  {
    name: 'another SELECT, which can be computed',
    after: { 'tv_part.sql': `-- @on-error: park\n${part.replace('p.score', '(p.score + 1)')}` },
    parked: [],
  },
  { name: 'none', after: { 'tv_tag.sql': 'SELECT t.pk_tag, t.label FROM tb_tag t' }, parked: [] },
];

describeOnEachServer('an upgrade of a TVIEW with a parked key', (server) => {
  const run = async (
    after: Definitions,
    use: (client: pg.Client, update: (to: string) => Promise<void>) => Promise<void>,
  ) => {
    const database = await createDatabase(server, { schemaSql });
    const side = { databaseUrl: database.url };
    const files = await buildTwoReleases(server, { ...side, definitions: before }, { ...side, definitions: after });
    try {
      const { client } = database;
      await client.query(`CREATE EXTENSION ${files.extension} VERSION '1.0.0'`);
      await client.query('UPDATE tb_post SET score = 0 WHERE pk_post = 3');
      await use(client, async (to) => {
        await client.query(`ALTER EXTENSION ${files.extension} UPDATE TO '${to}'`);
      });
    } finally {
      await database.drop();
      await files.remove();
    }
  };

  test.for(
    changes.flatMap((change) => [
      { ...change, fill: 'now' },
      { ...change, fill: 'later' },
    ]),
  )('leaves those parked that fail: $name, filled $fill', ({ after, parked, fill }) =>
    run(after, async (client, update) => {
      await client.query(`SET tviews.fill = '${fill}'`);
      await update('1.1.0');
      await complete(client);
      expect(await parkedKeys(client)).toEqual(parked);
      await client.query('UPDATE tb_post SET score = 5 WHERE pk_post = 3');
      expect(await parkedKeys(client)).toEqual([]);
      expect(await findStale(client, await listTviews(client))).toEqual([]);
      await update('1.0.0');
      await complete(client);
      expect(await findStale(client, await listTviews(client))).toEqual([]);
    }),
  );

  test('that is to park no more is refused while it fails', () =>
    run({ 'tv_part.sql': part }, async (client, update) => {
      await expect(update('1.1.0')).rejects.toThrow('could not refresh tv_part (pk_post = 3): division by zero');
      expect(await parkedKeys(client)).toHaveLength(1);
      // As a session that fires no triggers does it.
      await client.query('SET session_replication_role = replica; UPDATE tb_post SET score = 5 WHERE pk_post = 3');
      await client.query('RESET session_replication_role');
      await update('1.1.0');
      expect(await parkedKeys(client)).toEqual([]);
      expect(await findStale(client, await listTviews(client))).toEqual([]);
    }));
});

async function parkedKeys(client: pg.Client): Promise<readonly unknown[]> {
  return (await client.query('SELECT tview, key FROM tviews.parked ORDER BY since')).rows;
}
