import { afterAll, beforeAll } from 'vitest';
import { createProject, type Run } from '../commands/harness.ts';
import { createDatabase, type TestDatabase, type TestServer } from '../support/postgres.ts';
import { schemaSql } from '../upgrades/changes.ts';
import { buildTwoReleases, type Definitions, type TwoReleases } from '../upgrades/two-releases.ts';

/** A database to deploy to. */
export interface Shop extends TestDatabase {
  /** Runs `tviews deploy` on it. */
  deploy(...argv: readonly string[]): Promise<Run>;
  /** The installed version; null where there is none. */
  version(): Promise<string | null>;
}

/**
 * Builds two releases for the tests of a suite, and removes their files after the last one. Returns what they are, once
 * the suite runs, and how to make a database, with what version is given installed.
 */
export function twoReleases(server: TestServer, before: Definitions, after: Definitions) {
  let releases: TwoReleases;
  const databases: TestDatabase[] = [];
  beforeAll(async () => {
    const database = await createDatabase(server, { schemaSql });
    const of = (definitions: Definitions) => ({ definitions, databaseUrl: database.url });
    releases = await buildTwoReleases(server, of(before), of(after));
    await database.drop();
  });
  afterAll(async () => {
    for (const database of databases) await database.drop();
    await releases.remove();
  });
  return {
    get built() {
      return releases;
    },
    open: async (installed?: string): Promise<Shop> => {
      const { extension, out } = releases;
      const database = await createDatabase(server, { schemaSql });
      databases.push(database);
      const { client, url } = database;
      if (installed !== undefined) await client.query(`CREATE EXTENSION ${extension} VERSION '${installed}'`);
      return {
        ...database,
        deploy: (...argv) =>
          createProject().run(['deploy', '--out', out, '--name', extension, '--database-url', url, ...argv]),
        version: async () => {
          const { rows } = await client.query('SELECT extversion FROM pg_extension WHERE extname = $1', [extension]);
          return rows[0]?.extversion ?? null;
        },
      };
    },
  };
}
