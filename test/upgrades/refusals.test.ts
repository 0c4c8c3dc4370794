import { expect, test } from 'vitest';
import { withClient } from '../../src/database/connect.ts';
import { findStale, listTviews } from '../database/tviews.ts';
import { createDatabase, describeOnEachServer, type TestServer, uniqueName } from '../support/postgres.ts';
import { catalogSnapshot } from './catalog-snapshot.ts';
import { schemaSql } from './changes.ts';
import { buildTwoReleases, type Definitions } from './two-releases.ts';

const post = 'SELECT p.pk_post, p.fk_user, p.title FROM tb_post p';
const user = 'SELECT u.pk_user, (SELECT count(*) FROM tv_post t WHERE t.fk_user = u.pk_user) AS posts FROM tb_user u';

interface Trial {
  readonly before: Definitions;
  readonly after: Definitions;
  /** Run between the release and the upgrade. */
  readonly byHand: string;
}

/** What would go wrong without a word. */
const refused: readonly (Trial & { readonly name: string; readonly message: RegExp })[] = [
  {
    name: 'rows that ON DELETE CASCADE would take along',
    before: { 'tv_post.sql': post },
    after: { 'tv_post.sql': `-- @key (fk_user, pk_post)\n${post}` },
    byHand: `ALTER TABLE tv_post ADD UNIQUE (title); CREATE TABLE user_note (title text REFERENCES tv_post (title) ON DELETE CASCADE);
      INSERT INTO user_note VALUES ('post 9')`,
    message: /foreign keys refer to its rows: user_note_title_fkey of public.user_note/,
  },
  {
    name: '* stands for more columns than when it was built',
    before: { 'tv_tag.sql': 'SELECT t.pk_tag FROM tb_tag t' },
    after: { 'tv_tag.sql': 'SELECT t.* FROM tb_tag t' },
    byHand: 'ALTER TABLE tb_tag ADD colour text',
    message: /returns columns that it did not return when it was built: colour/,
  },
];

/** What somebody has dropped, of what no release changes. */
const dropped: readonly string[] = [
  'DROP TABLE tv_post CASCADE',
  'DROP VIEW v_post CASCADE',
  'DROP FUNCTION tviews.refresh_tv_post',
  'DROP FUNCTION tviews.enqueue_tb_post CASCADE',
  'DROP TRIGGER tviews_tb_post_insert ON tb_post',
  'ALTER TABLE tv_post DROP CONSTRAINT tv_post_pkey',
];

/** With a view over it that is another role's; the error where it stops a role that has no part in that one. */
const others: readonly { readonly name: string; readonly after: Definitions; readonly message?: RegExp }[] = [
  { name: 'a column is added', after: { 'tv_post.sql': post.replace('p.title', 'p.title, p.score') } },
  { name: 'the SELECT changes', after: { 'tv_post.sql': post.replace('p.title', 'upper(p.title) AS title') } },
  { name: 'the key changes', after: { 'tv_post.sql': `-- @key (fk_user, pk_post)\n${post}` } },
  { name: 'it is renamed', after: { 'tv_article.sql': post } },
  {
    name: 'a column moves',
    after: { 'tv_post.sql': post.replace('p.fk_user', 'p.score, p.fk_user') },
    message: /^view public.report of role other_\w+ reads columns of public.tv_post that are to be moved or retyped$/,
  },
  {
    name: 'a type changes',
    after: { 'tv_post.sql': post.replace('p.fk_user', 'p.fk_user::text AS fk_user') },
    message: /^view public.report of role other_\w+ reads columns of public.tv_post that are to be moved or retyped$/,
  },
  {
    name: 'a column is dropped',
    after: { 'tv_post.sql': post.replace('p.fk_user,', '') },
    message: /cannot drop column fk_user of table tv_post/,
  },
  {
    name: 'it is dropped',
    after: { 'tv_tag.sql': 'SELECT t.pk_tag, t.label FROM tb_tag t' },
    message: /cannot drop table tv_post/,
  },
];

describeOnEachServer('an upgrade', (server) => {
  test.for(others)('leaves a view of another role alone: $name', async ({ after, message }) => {
    const [owner, other] = [uniqueName('owner'), uniqueName('other')];
    const database = await createDatabase(server);
    const { client } = database;
    await client.query(`CREATE ROLE ${owner}; CREATE ROLE ${other};
      GRANT CREATE ON SCHEMA public TO ${owner}, ${other}; GRANT CREATE ON DATABASE ${database.name} TO ${owner}`);
    await client.query(`SET ROLE ${owner}; ${schemaSql}`);
    const side = { databaseUrl: database.url };
    const before = { 'tv_post.sql': post };
    const files = await buildTwoReleases(server, { ...side, definitions: before }, { ...side, definitions: after });
    try {
      await client.query(`CREATE EXTENSION ${files.extension} VERSION '1.0.0'; GRANT SELECT ON tv_post TO ${other};
        SET ROLE ${other}; CREATE VIEW report AS SELECT pk_post, fk_user FROM tv_post; SET ROLE ${owner}`);
      const upgrade = client.query(`ALTER EXTENSION ${files.extension} UPDATE TO '1.1.0'`);
      if (message) await expect(upgrade).rejects.toThrow(message);
      else await upgrade;
      await client.query('RESET ROLE');
      const { rows } = await client.query('SELECT count(fk_user)::int AS posts FROM report');
      expect(rows).toEqual([{ posts: 20 }]);
      expect(await findStale(client, await listTviews(client))).toEqual([]);
    } finally {
      await database.drop();
      await files.remove();
      await withClient(server.url, (admin) => admin.query(`DROP ROLE ${owner}; DROP ROLE ${other}`));
    }
  });

  test.for(refused)('is refused, and changes nothing: $name', (trial) =>
    withUpgrade(server, trial, async (client, upgrade) => {
      const before = await catalogSnapshot(client);
      await expect(upgrade()).rejects.toThrow(trial.message);
      expect(await catalogSnapshot(client)).toEqual(before);
    }),
  );

  test.for(dropped)('brings back what is missing: %s', (byHand) => {
    const definitions = { 'tv_post.sql': post, 'tv_user.sql': user };
    const after = { ...definitions, 'tv_tag.sql': 'SELECT t.pk_tag, t.label FROM tb_tag t' };
    return withUpgrade(server, { before: definitions, after, byHand }, async (client, upgrade) => {
      await upgrade();
      expect((await client.query('SELECT * FROM tviews.health_check()')).rows).toEqual([]);
      await client.query(
        `INSERT INTO tb_post VALUES (100, 1, 'new'); UPDATE tb_post SET title = 'x' WHERE pk_post = 2`,
      );
      expect(await findStale(client, await listTviews(client))).toEqual([]);
    });
  });
});

type Client = Awaited<ReturnType<typeof createDatabase>>['client'];

async function withUpgrade(
  server: TestServer,
  { before, after, byHand }: Trial,
  use: (client: Client, upgrade: () => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const database = await createDatabase(server, { schemaSql });
  const side = { databaseUrl: database.url };
  const files = await buildTwoReleases(server, { ...side, definitions: before }, { ...side, definitions: after });
  try {
    await database.client.query(`CREATE EXTENSION ${files.extension} VERSION '1.0.0'; ${byHand}`);
    await use(database.client, () => database.client.query(`ALTER EXTENSION ${files.extension} UPDATE TO '1.1.0'`));
  } finally {
    await database.drop();
    await files.remove();
  }
}
