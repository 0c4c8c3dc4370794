import { expect, test } from 'vitest';
import { findStale, listTviews } from '../database/tviews.ts';
import { createDatabase, describeOnEachServer, type TestServer } from '../support/postgres.ts';
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

describeOnEachServer('an upgrade', (server) => {
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
