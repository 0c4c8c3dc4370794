import type pg from 'pg';
import { expect, test } from 'vitest';
import { upgradeEffects } from '../../src/deploy/effects.ts';
import type { TableLock } from '../../src/deploy/locks.ts';
import { readRelease } from '../../src/release/releases.ts';
import { createDatabase, describeOnEachServer } from '../support/postgres.ts';
import { type Change, changes, schemaSql } from '../upgrades/changes.ts';
import { buildTwoReleases } from '../upgrades/two-releases.ts';

const post = 'SELECT p.pk_post, p.fk_user, p.title FROM tb_post p';

/** About what is said of a TVIEW besides its SELECT, and by others. */
const more: readonly Change[] = [
  {
    name: 'an index is added',
    before: { 'tv_post.sql': post },
    after: { 'tv_post.sql': `${post}; CREATE INDEX ON tv_post (title)` },
  },
  {
    name: 'rights and comments are given',
    before: { 'tv_post.sql': post },
    after: { 'tv_post.sql': `${post}; GRANT SELECT ON tv_post TO PUBLIC; COMMENT ON TABLE tv_post IS 'posts'` },
  },
  {
    name: 'a TVIEW is added that reads an old one',
    before: { 'tv_post.sql': post },
    after: {
      'tv_post.sql': post,
      'tv_user.sql':
        'SELECT u.pk_user, (SELECT jsonb_agg(t.title ORDER BY t.pk_post) FROM tv_post t WHERE t.fk_user = u.pk_user) AS posts FROM tb_user u',
    },
  },
];

/** Which tables inherit from one is known to the database alone; what triggers they get or lose is not told. */
const told = changes.filter(({ name }) => name !== 'a table above another one is read, whose triggers it shares');

describeOnEachServer('the locks of an upgrade', (server) => {
  test.for([...told, ...more])('are those that are told: $name', async (change) => {
    const database = await createDatabase(server, { schemaSql });
    const migrated = await createDatabase(server, { schemaSql: `${schemaSql}; ${change.migration ?? ''}` });
    const { extension, out, remove } = await buildTwoReleases(
      server,
      { definitions: change.before, databaseUrl: database.url },
      { definitions: change.after, databaseUrl: migrated.url },
    );
    try {
      const { client } = database;
      await client.query(
        `CREATE EXTENSION ${extension} VERSION '1.0.0'; ${change.byHand ?? ''}; ${change.migration ?? ''}`,
      );
      const [from, to] = [readRelease(out, extension, '1.0.0'), readRelease(out, extension, '1.1.0')];
      for (const { locks, version } of [
        { ...(await upgradeEffects(from, to)), version: '1.1.0' },
        { ...(await upgradeEffects(to, from)), version: '1.0.0' },
      ]) {
        if (version === '1.0.0') await client.query(change.wayBack ?? '');
        const expected = inWords(locks);
        const found = await taken(client, `ALTER EXTENSION ${extension} UPDATE TO '${version}'`);
        // A TVIEW that is computed anew may be locked against drains; those wait for what it reads already.
        const isOwn = (lock: string) => /\.tv_\w+: SHARE ROW EXCLUSIVE$/.test(lock) && !expected.includes(lock);
        expect(
          found.filter((lock) => !isOwn(lock)),
          version,
        ).toEqual(expected);
      }
    } finally {
      await database.drop();
      await migrated.drop();
      await remove();
    }
  });
});

function inWords(locks: readonly TableLock[]): readonly string[] {
  return locks.map(({ relation, mode }) => `${relation}: ${mode}`).sort();
}

/** The strongest lock that a statement takes on each table that others use, by the name that it has before. */
async function taken(client: pg.Client, statement: string): Promise<readonly string[]> {
  const tables = await client.query<{ oid: string; name: string }>(
    `SELECT oid::text, relnamespace::regnamespace || '.' || relname AS name FROM pg_class
     WHERE relkind IN ('r', 'p') AND relnamespace IN ('public'::regnamespace, to_regnamespace('archive'))`,
  );
  const names = new Map(tables.rows.map(({ oid, name }) => [oid, name]));
  await client.query(`BEGIN; ${statement}`);
  const { rows } = await client.query<{ oid: string; exclusive: boolean }>(
    `SELECT relation::text AS oid, bool_or(mode = 'AccessExclusiveLock') AS exclusive FROM pg_locks
     WHERE pid = pg_backend_pid() AND locktype = 'relation'
       AND mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
     GROUP BY relation`,
  );
  await client.query('COMMIT');
  return rows
    .flatMap(({ oid, exclusive }) => {
      const name = names.get(oid);
      return name === undefined ? [] : [`${name}: ${exclusive ? 'ACCESS EXCLUSIVE' : 'SHARE ROW EXCLUSIVE'}`];
    })
    .sort();
}
