import type pg from 'pg';
import { expect, test } from 'vitest';
import { createDatabase, describeOnEachServer } from '../support/postgres.ts';
import { installerFor } from './targets.ts';
import { buildTwoReleases } from './two-releases.ts';

const schemaSql = `
  CREATE TABLE tb_user (pk_user integer PRIMARY KEY, name text);
  CREATE TABLE tb_post (pk_post integer PRIMARY KEY, fk_user integer, title text);
  CREATE INDEX ON tb_post (fk_user);
`;

const before = { 'tv_post.sql': 'SELECT p.pk_post, p.title FROM tb_post p' };
const after = {
  'tv_post.sql': 'SELECT p.pk_post, p.title, u.name FROM tb_post p JOIN tb_user u ON u.pk_user = p.fk_user',
  'tv_user.sql': 'SELECT u.pk_user, u.name FROM tb_user u',
};

/** What the views say about versions and sources. */
async function look(client: pg.ClientBase) {
  const { rows: tviews } = await client.query('SELECT name, version FROM tviews.tviews ORDER BY name');
  const { rows: edges } = await client.query(
    `SELECT concat_ws(' ', tview, source, cost) AS edge FROM tviews.lineage ORDER BY edge`,
  );
  const { rows: stats } = await client.query(
    'SELECT tview::text, drains::int FROM tviews.refresh_stats WHERE drains > 0',
  );
  const [{ version }] = (await client.query('SELECT tviews.version()')).rows;
  return { version, tviews, edges: edges.map(({ edge }) => edge), stats };
}

const older = {
  version: '1.0.0',
  tviews: [{ name: 'public.tv_post', version: '1.0.0' }],
  edges: ['tv_post tb_post own-key'],
};
const newer = {
  version: '1.1.0',
  tviews: ['post', 'user'].map((name) => ({ name: `public.tv_${name}`, version: '1.1.0' })),
  edges: ['tv_post tb_post own-key', 'tv_post tb_user mapped', 'tv_user tb_user own-key'],
};

describeOnEachServer('what an upgraded database shows', (server) => {
  test('is what is active, whatever the files say, and refresh_stats goes on', async () => {
    const database = await createDatabase(server, { schemaSql });
    const { client } = database;
    const source = { databaseUrl: database.url };
    const files = await buildTwoReleases(server, { definitions: before, ...source }, { definitions: after, ...source });
    try {
      const { install, update } = installerFor('extension', files.extension, files.out);
      await install(client, '1.0.0');
      await client.query("SET tviews.track = 'on'; INSERT INTO tb_post VALUES (1, 1, 'first')");
      await client.query("SET tviews.track = 'off'");
      const stats = [{ tview: 'tv_post', drains: 1 }];
      expect(await look(client)).toEqual({ ...older, stats });
      await update(client, '1.0.0', '1.1.0');
      expect(await look(client)).toEqual({ ...newer, stats });
      expect((await client.query('SELECT * FROM tviews.health_check()')).rows).toEqual([]);

      // Where a dump of the older one was restored, the files are newer than what there is.
      await client.query(
        "CREATE OR REPLACE FUNCTION tviews.built_version() RETURNS text LANGUAGE sql AS $$SELECT '1.2.0'$$",
      );
      await client.query(`ALTER FUNCTION tviews.built_lineage() RENAME TO lineage_of_files`);
      expect(await look(client)).toEqual({ ...newer, version: '1.2.0', stats });
      await client.query(`ALTER FUNCTION tviews.lineage_of_files() RENAME TO built_lineage`);

      await update(client, '1.1.0', '1.0.0');
      expect(await look(client)).toEqual({ ...older, stats });
    } finally {
      await database.drop();
      await files.remove();
    }
  });

  test('is nothing where the extension was created before its tables', async () => {
    const database = await createDatabase(server, { schemaSql });
    const empty = await createDatabase(server);
    const source = { databaseUrl: database.url };
    const files = await buildTwoReleases(server, { definitions: before, ...source }, { definitions: after, ...source });
    try {
      await empty.client.query(`CREATE EXTENSION ${files.extension}`);
      expect(await look(empty.client)).toEqual({ version: '1.1.0', tviews: [], edges: [], stats: [] });
      for (const name of ['performance_summary', 'suggest_indexes()'])
        expect((await empty.client.query(`SELECT * FROM tviews.${name}`)).rows).toEqual([]);
      expect((await empty.client.query('SELECT tview, entries FROM tviews.queue_stats()')).rows).toEqual([
        { tview: null, entries: '0' },
      ]);
      await expect(empty.client.query("SELECT tviews.explain_refresh('pg_class', '{}')")).rejects.toMatchObject({
        code: '55000',
      });
    } finally {
      await database.drop();
      await empty.drop();
      await files.remove();
    }
  });
});
