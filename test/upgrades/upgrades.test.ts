import { describe, expect, test } from 'vitest';
import { withClient } from '../../src/database/connect.ts';
import type { Target } from '../../src/emit/targets.ts';
import { findStale, listTviews, readTview } from '../database/tviews.ts';
import {
  createDatabase,
  describeOnEachServer,
  type TestDatabase,
  type TestServer,
  testServers,
} from '../support/postgres.ts';
import { catalogSnapshot } from './catalog-snapshot.ts';
import { type Change, changes, schemaSql, writes } from './changes.ts';
import { complete } from './complete.ts';
import { installerFor } from './targets.ts';
import { buildTwoReleases } from './two-releases.ts';

const servers = testServers();

describeOnEachServer('an upgrade', (server) => upgradesAreRight(server, 'extension', changes));

// What they create is what the extension creates, by the same functions: some of the changes show that.
for (const server of servers.slice(-1)) {
  describe(`an upgrade by plain migrations (PostgreSQL ${server.major})`, () => {
    const some = changes.filter((_, index) => index % 3 === 0);
    upgradesAreRight(server, 'sql', some);
  });
}

for (const server of servers.slice(-1)) {
  describe(`an upgrade whose rows are left to backfill() (PostgreSQL ${server.major})`, () => {
    upgradesAreRight(server, 'extension', changes, true);
  });
}

for (const server of servers) {
  if (!(await offers(server, 'pg_tle'))) continue;
  describe(`an upgrade by pg_tle (PostgreSQL ${server.major})`, () => upgradesAreRight(server, 'pg_tle', changes));
}

async function offers(server: TestServer, extension: string): Promise<boolean> {
  return withClient(server.url, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_available_extensions WHERE name = $1', [extension]);
    return rowCount === 1;
  });
}

/** Upgrades of one target, compared with installations; those of plain migrations with installations of the extension. */
function upgradesAreRight(server: TestServer, target: Target, examined: readonly Change[], gradually = false): void {
  test.for(examined)('gives what an installation gives, and so does the way back: $name', (change) =>
    withReleases(server, change, target, async ({ extension, out, upgraded, installed, migrate }) => {
      const upgrades = installerFor(target, extension, out);
      const installations = installerFor(target === 'sql' ? 'extension' : target, extension, out);
      const expectSame = async () => {
        const [left, right] = [await catalogSnapshot(upgraded.client), await catalogSnapshot(installed.client)];
        expect(withoutMembers(left, target)).toEqual(withoutMembers(right, target));
        expect(await rowsOf(upgraded)).toEqual(await rowsOf(installed));
      };
      if (gradually) await upgraded.client.query("SET tviews.fill = 'later'");
      await upgrades.install(upgraded.client, '1.0.0');
      if (gradually) await fillSome(upgraded);
      await upgraded.client.query(change.byHand ?? '');
      await migrate(upgraded, change.migration);
      await upgrades.update(upgraded.client, '1.0.0', '1.1.0');
      if (gradually) await complete(upgraded.client);
      await follows(upgraded);

      await migrate(installed, change.migration);
      await installations.install(installed.client, '1.1.0');
      await follows(installed);
      await installed.client.query(translated(change));
      await expectSame();

      await migrate(upgraded, change.wayBack);
      await migrate(installed, change.wayBack);
      await upgrades.update(upgraded.client, '1.1.0', '1.0.0');
      if (gradually) await complete(upgraded.client);
      await follows(upgraded);
      await installations.drop(installed.client);
      await installations.install(installed.client, '1.0.0');
      await installed.client.query(change.byHand ?? '');
      await follows(installed);
      await expectSame();
    }),
  );
}

/** Plain migrations make no extension that could have members. */
function withoutMembers(snapshot: readonly string[], target: Target): readonly string[] {
  return target === 'sql' ? snapshot.filter((line) => !line.startsWith('member ')) : snapshot;
}

interface Databases {
  readonly extension: string;
  readonly out: string;
  readonly upgraded: TestDatabase;
  readonly installed: TestDatabase;
  migrate(database: TestDatabase, migration: string | undefined): Promise<void>;
}

async function withReleases(
  server: TestServer,
  change: Change,
  target: Target,
  use: (databases: Databases) => Promise<void>,
): Promise<void> {
  const upgraded = await createDatabase(server, { schemaSql });
  const installed = await createDatabase(server, { schemaSql });
  const migrated = await createDatabase(server, { schemaSql: `${schemaSql}; ${change.migration ?? ''}` });
  const files = await buildTwoReleases(
    server,
    { definitions: change.before, databaseUrl: upgraded.url },
    { definitions: change.after, databaseUrl: migrated.url },
    target,
  );
  try {
    const migrate = async (database: TestDatabase, migration = '') => {
      await database.client.query(migration);
    };
    await use({ extension: files.extension, out: files.out, upgraded, installed, migrate });
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

/** Of the rows of the first TVIEW. */
async function fillSome({ client }: TestDatabase): Promise<void> {
  for (let batch = 0; batch < 2; batch++) await client.query('SELECT tviews.backfill(1)');
}

/** The same writes on both sides, so that their rows can be compared; the oracle after each. */
async function follows({ client }: TestDatabase): Promise<void> {
  const tviews = await listTviews(client);
  expect(tviews).not.toEqual([]);
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
