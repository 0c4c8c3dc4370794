import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { describe, inject, test } from 'vitest';
import { withClient } from '../../src/database/connect.ts';
import type {} from './global-setup.ts';
import type { TestServer } from './server-chain.ts';

export { installExtensionFiles } from './extension-files.ts';
export type { TestServer } from './server-chain.ts';

/** A database of its own for one test file or one test. */
export interface TestDatabase {
  readonly name: string;
  readonly url: string;
  /** Connected as the server's superuser. */
  readonly client: pg.Client;
  /** Another connection, for tests of concurrency or of roles; `drop` closes it. */
  connect(role?: string): Promise<pg.Client>;
  drop(): Promise<void>;
}

/** What a new database starts from: nothing, a script, or a copy of another database that nobody is connected to. */
export interface CreateDatabaseOptions {
  readonly schemaSql?: string;
  readonly template?: string;
  /** How PostgreSQL copies the template. */
  readonly strategy?: 'wal_log' | 'file_copy';
  /** What texts are sorted by; else by their bytes. */
  readonly icuLocale?: string;
}

/** The servers of this run, one a major, oldest first; none where no server was found. */
export function testServers(): readonly TestServer[] {
  return [...inject('testServers')].sort((left, right) => left.major - right.major);
}

/** Runs a suite once on each server, named after its major; without a server the suite shows up as skipped. */
export function describeOnEachServer(name: string, suite: (server: TestServer) => void): void {
  const servers = testServers();
  if (servers.length === 0) describe.skip(name, () => test('needs a server', () => {}));
  for (const server of servers) describe(`${name} (PostgreSQL ${server.major})`, () => suite(server));
}

/** Creates a database with a name that no other test has. */
export async function createDatabase(server: TestServer, options: CreateDatabaseOptions = {}): Promise<TestDatabase> {
  const name = uniqueName('tviews_test');
  const template = options.template ?? 'template0';
  const strategy = options.strategy === undefined ? '' : ` STRATEGY ${options.strategy}`;
  const locale = options.icuLocale === undefined ? '' : ` LOCALE_PROVIDER icu ICU_LOCALE '${options.icuLocale}'`;
  await runOnServer(
    server,
    `CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE ${pg.escapeIdentifier(template)}${strategy}${locale}`,
  );
  const url = databaseUrl(server, name);
  const clients: pg.Client[] = [];
  const connect = async (role?: string) => {
    const client = new pg.Client({ connectionString: url });
    clients.push(client);
    await client.connect();
    if (role !== undefined) await client.query(`SET SESSION AUTHORIZATION ${pg.escapeIdentifier(role)}`);
    return client;
  };
  const drop = async () => {
    await Promise.all(clients.map((client) => client.end().catch(() => {})));
    await withClient(url, rollBackPrepared);
    await runOnServer(server, `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
  };
  try {
    const client = await connect();
    if (options.schemaSql !== undefined) await client.query(options.schemaSql);
    return { name, url, client, connect, drop };
  } catch (error) {
    await drop();
    throw error;
  }
}

/**
 * A name for an extension, role or database that no other test has. Extension files and roles belong to the whole
 * server, so tests that run side by side would overwrite each other's.
 */
export function uniqueName(prefix: string): string {
  return `${prefix}_${randomBytes(6).toString('hex')}`;
}

function runOnServer(server: TestServer, statement: string): Promise<void> {
  return withClient(server.url, async (client) => {
    await client.query(statement);
  });
}

/** What a failed test has left prepared would keep its database from being dropped. */
async function rollBackPrepared(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ gid: string }>(
    'SELECT gid FROM pg_prepared_xacts WHERE database = current_database()',
  );
  for (const { gid } of rows) await client.query(`ROLLBACK PREPARED ${pg.escapeLiteral(gid)}`);
}

function databaseUrl(server: TestServer, database: string): string {
  const url = new URL(server.url);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.href;
}
