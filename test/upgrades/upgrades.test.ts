import { expect, test } from 'vitest';
import { findStale, listTviews, readTview } from '../database/tviews.ts';
import { createDatabase, describeOnEachServer, type TestDatabase, type TestServer } from '../support/postgres.ts';
import { catalogSnapshot } from './catalog-snapshot.ts';
import { type Change, changes, schemaSql, writes } from './changes.ts';
import { buildTwoReleases } from './two-releases.ts';

describeOnEachServer('an upgrade', (server) => {
  test.for(changes)('gives what an installation gives, and so does the way back: $name', (change) =>
    withReleases(server, change, async ({ extension, upgraded, installed, migrate }) => {
      await upgraded.client.query(`CREATE EXTENSION ${extension} VERSION '1.0.0'; ${change.byHand ?? ''}`);
      await migrate(upgraded, change.migration);
      await upgraded.client.query(`ALTER EXTENSION ${extension} UPDATE TO '1.1.0'`);
      await follows(upgraded);

      await migrate(installed, change.migration);
      await installed.client.query(`CREATE EXTENSION ${extension} VERSION '1.1.0'`);
      await follows(installed);
      await installed.client.query(translated(change));
      expect(await catalogSnapshot(upgraded.client)).toEqual(await catalogSnapshot(installed.client));
      expect(await rowsOf(upgraded)).toEqual(await rowsOf(installed));

      await migrate(upgraded, change.wayBack);
      await migrate(installed, change.wayBack);
      await upgraded.client.query(`ALTER EXTENSION ${extension} UPDATE TO '1.0.0'`);
      await follows(upgraded);
      await installed.client.query(`DROP EXTENSION ${extension} CASCADE; DROP SCHEMA tviews`);
      await installed.client.query(`CREATE EXTENSION ${extension} VERSION '1.0.0'; ${change.byHand ?? ''}`);
      await follows(installed);
      expect(await catalogSnapshot(upgraded.client)).toEqual(await catalogSnapshot(installed.client));
      expect(await rowsOf(upgraded)).toEqual(await rowsOf(installed));
    }),
  );
});

interface Databases {
  readonly extension: string;
  readonly upgraded: TestDatabase;
  readonly installed: TestDatabase;
  migrate(database: TestDatabase, migration: string | undefined): Promise<void>;
}

async function withReleases(
  server: TestServer,
  change: Change,
  use: (databases: Databases) => Promise<void>,
): Promise<void> {
  const upgraded = await createDatabase(server, { schemaSql });
  const installed = await createDatabase(server, { schemaSql });
  const migrated = await createDatabase(server, { schemaSql: `${schemaSql}; ${change.migration ?? ''}` });
  const files = await buildTwoReleases(
    server,
    { definitions: change.before, databaseUrl: upgraded.url },
    { definitions: change.after, databaseUrl: migrated.url },
  );
  try {
    const migrate = async (database: TestDatabase, migration = '') => {
      await database.client.query(migration);
    };
    await use({ extension: files.extension, upgraded, installed, migrate });
  } finally {
    for (const database of [upgraded, installed, migrated]) await database.drop();
    await files.remove();
  }
}

/** What somebody has put on the old names, on the new ones. */
function translated({ name, byHand = '' }: Change): string {
  if (name === 'a TVIEW is renamed') return byHand.replaceAll('tv_post', 'tv_article');
  return name === 'a TVIEW moves to another schema' ? byHand.replaceAll('tv_post', 'archive.tv_post') : byHand;
}

/** The same writes on both sides, so that their rows can be compared; the oracle after each. */
async function follows({ client }: TestDatabase): Promise<void> {
  const tviews = await listTviews(client);
  expect(await findStale(client, tviews)).toEqual([]);
  for (const write of writes) {
    await client.query(`BEGIN; ${write}; SAVEPOINT kept; COMMIT`).catch(() => client.query('ROLLBACK'));
    expect(await findStale(client, tviews), write).toEqual([]);
  }
}

async function rowsOf({ client }: TestDatabase): Promise<unknown> {
  const states = new Map<string, readonly string[]>();
  for (const { tview } of await listTviews(client)) states.set(tview, (await readTview(client, tview)).rows);
  return states;
}
