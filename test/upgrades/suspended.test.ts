import { expect, test } from 'vitest';
import { findStale, listTviews } from '../database/tviews.ts';
import { createDatabase, describeOnEachServer } from '../support/postgres.ts';
import { schemaSql } from './changes.ts';
import { buildTwoReleases, type Definitions } from './two-releases.ts';

const post = 'SELECT p.pk_post, p.title, u.name FROM tb_post p JOIN tb_user u ON u.pk_user = p.fk_user';
const tag = 'SELECT t.pk_tag, t.label FROM tb_tag t';
const before: Definitions = { 'tv_post.sql': post, 'tv_tag.sql': tag };

const changes: readonly (readonly [string, Definitions, readonly string[]])[] = [
  [
    'is another one then',
    { ...before, 'tv_post.sql': post.replace('p.title', 'p.score, p.title') },
    ['tv_post', 'tv_tag'],
  ],
  ['is renamed', { 'tv_post.sql': post, 'tv_label.sql': `CREATE TABLE tv_label AS ${tag}` }, ['tv_label', 'tv_post']],
  ['is removed', { 'tv_tag.sql': tag }, ['tv_tag']],
];

describeOnEachServer('an upgrade while TVIEWs are suspended', (server) => {
  test.for(changes)('loses nothing of one that %s', async ([, after, resumed]) => {
    const database = await createDatabase(server, { schemaSql });
    const side = { databaseUrl: database.url };
    const files = await buildTwoReleases(server, { ...side, definitions: before }, { ...side, definitions: after });
    try {
      const { client } = database;
      await client.query(`CREATE EXTENSION ${files.extension} VERSION '1.0.0'; SELECT tviews.suspend()`);
      await client.query(
        `UPDATE tb_user SET name = 'old' WHERE pk_user = 1; UPDATE tb_tag SET label = 'old' WHERE pk_tag = 1`,
      );
      await client.query(`ALTER EXTENSION ${files.extension} UPDATE TO '1.1.0'`);
      await client.query(
        `UPDATE tb_user SET name = 'new' WHERE pk_user = 2; UPDATE tb_tag SET label = 'new' WHERE pk_tag = 2`,
      );
      expect((await client.query('SELECT state FROM tviews.status()')).rows[0]?.state).toMatch(/^suspended/);

      const { rows } = await client.query('SELECT tview::text, action FROM tviews.resume() ORDER BY 1');
      expect(rows).toEqual(resumed.map((tview) => ({ tview, action: 'rebuilt' })));
      expect(await findStale(client, await listTviews(client))).toEqual([]);
      expect((await client.query('SELECT * FROM tviews.health_check()')).rows).toEqual([]);
      const audit = await client.query(`SELECT detail FROM tviews.audit WHERE action = 'upgrade'`);
      expect(audit.rows).toEqual([{ detail: '1.0.0 -> 1.1.0' }]);
    } finally {
      await database.drop();
      await files.remove();
    }
  });
});
