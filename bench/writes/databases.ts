import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../test/support/embedded-postgres.ts';

/** A server to measure on. */
export interface BenchServer {
  /** Creates a database, empty or as a copy of another; returns its URL. */
  createDatabase(label: string, template?: string): Promise<string>;
  dropDatabase(url: string): Promise<void>;
  close(): Promise<void>;
}

/** How the server treats the disk. */
export const durabilities = {
  /** Nothing waits for the disk: what is left is the work, which is where the variants differ. */
  none: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  /** As PostgreSQL is shipped: each COMMIT waits until it is on the disk. */
  full: { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' },
} as const;

export type Durability = keyof typeof durabilities;

/**
 * Settings that keep what happens now and then from hitting one variant and not the next: vacuums run before each
 * measurement instead, checkpoints seldom.
 */
const settings = {
  autovacuum: 'off',
  shared_buffers: '1GB',
  max_wal_size: '8GB',
  checkpoint_timeout: '1h',
  max_connections: '200',
};

/** Starts a server of its own. */
export async function startBenchServer(durability: Durability): Promise<BenchServer> {
  const server = await startEmbeddedPostgres({ major: 17, settings: { ...settings, ...durabilities[durability] } });
  return { ...databasesOn(server.url()), close: () => server.stop() };
}

/** Measures on a server that is there, with the settings that it has. */
export function useServer(url: string): BenchServer {
  return { ...databasesOn(url), close: async () => {} };
}

function databasesOn(url: string): Omit<BenchServer, 'close'> {
  const suffix = randomBytes(4).toString('hex');
  let count = 0;
  return {
    createDatabase: async (label, template) => {
      count += 1;
      const name = `tviews_bench_${label.replaceAll(/\W+/g, '_')}_${suffix}_${count}`.toLowerCase();
      const from = template === undefined ? 'template0' : nameOf(template);
      await runOnServer(url, `CREATE DATABASE ${name} TEMPLATE ${from} STRATEGY file_copy`);
      const database = new URL(url);
      database.pathname = `/${name}`;
      return database.href;
    },
    dropDatabase: (database) => runOnServer(url, `DROP DATABASE ${nameOf(database)} WITH (FORCE)`),
  };
}

function nameOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

async function runOnServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
