import pg from 'pg';
import { runOn } from '../../src/database/connect.ts';
import { listTviews, type TviewNames } from '../../src/prove/tviews.ts';
import {
  type CaseDatabase,
  type CaseRoles,
  createCaseDatabase,
  createCaseRoles,
  installDefinitions,
} from '../database/case-database.ts';
import { Random } from '../fuzz/random.ts';
import { type TestServer, uniqueName } from '../support/postgres.ts';
import { findStaleRows, type StaleRow } from './inspect.ts';
import { type LoadOptions, type LoadResult, runLoad } from './load.ts';
import { firstRow } from './random-statement.ts';
import type { Level } from './random-transaction.ts';
import { readSchema, type StressSchema } from './schemas.ts';
import { readTables, type StressTable } from './tables.ts';

/** What to run over one schema. */
export interface StressOptions {
  readonly schema: string;
  readonly level: Level | 'mixed';
  readonly clients: number;
  readonly seconds: number;
  readonly barrierSeconds: number;
  readonly seed: number;
  readonly keys: number;
  readonly truncate: boolean;
  readonly drainEarly: boolean;
  /** Whether to run the same transactions without TVIEWs afterwards. */
  readonly compare: boolean;
  /** Where writers connect, given the URL of the database as their role: behind a pooler, say. */
  readonly reroute?: (url: string) => Promise<Route>;
  /** What is done to the database, as its owner, before the load. */
  readonly sabotage?: string;
}

/** Another way to a database. */
export interface Route {
  readonly url: string;
  close(): Promise<void>;
}

/** What came of it. */
export interface StressResult {
  readonly options: StressOptions;
  readonly load: LoadResult;
  readonly stale: readonly StaleRow[];
  /** Entries that the drain has left behind. */
  readonly queued: number;
  /** The same transactions without TVIEWs. */
  readonly without?: LoadResult;
}

/** Runs a load over a schema with its TVIEWs, and the same one without them. */
export async function stressSchema(server: TestServer, options: StressOptions): Promise<StressResult> {
  const schema = await readSchema(options.schema);
  const roles = await createCaseRoles(server);
  try {
    const found = { stale: [] as StaleRow[], queued: 0 };
    const load = await withDatabase({ server, roles, schema, options }, async (open) => {
      await installDefinitions(server, open.caseDatabase, schema.definitions);
      const { client } = open.caseDatabase.database;
      const tviews = await listTviews(runOn(client));
      await open.caseDatabase.owner.query(schema.installedSql);
      const mirrors = await listMirrors(client);
      if (options.sabotage !== undefined) await open.caseDatabase.owner.query(options.sabotage);
      const inspect: LoadOptions['inspect'] = async (log) => {
        found.queued = await countQueued(client);
        found.stale = await findStale(client, [...tviews, ...mirrors], log);
        return found.queued + found.stale.length === 0;
      };
      const until = { seconds: options.seconds };
      return runLoad({ ...open.loadOptions, until, inspect, flush: 'SELECT tviews.flush()' });
    });
    if (!options.compare) return { options, load, ...found };
    const until = { transactions: load.transactions };
    const without = await withDatabase({ server, roles, schema, options }, (open) =>
      runLoad({ ...open.loadOptions, until, inspect: async () => true, flush: undefined }),
    );
    return { options, load, ...found, without };
  } finally {
    await roles.drop();
  }
}

interface Place {
  readonly server: TestServer;
  readonly roles: CaseRoles;
  readonly schema: StressSchema;
  readonly options: StressOptions;
}

interface OpenDatabase {
  readonly caseDatabase: CaseDatabase;
  readonly loadOptions: Omit<LoadOptions, 'until' | 'inspect' | 'flush'>;
}

async function withDatabase<Result>(place: Place, use: (open: OpenDatabase) => Promise<Result>): Promise<Result> {
  const { server, roles, schema, options } = place;
  const caseDatabase = await createCaseDatabase(server, roles, schema.schemaSql);
  const { database } = caseDatabase;
  const role = roles.rename('case_application');
  await database.client.query(`
    ALTER DATABASE ${database.name} SET deadlock_timeout = '20ms';
    ALTER ROLE ${role} LOGIN;
    GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA public TO ${role}`);
  const direct = new URL(database.url);
  direct.username = role;
  const route = (await options.reroute?.(direct.href)) ?? { url: direct.href, close: async () => {} };
  const clients: pg.Client[] = [];
  try {
    const tables = await readTables(database.url, options);
    await fill(caseDatabase.owner, tables, options);
    const connectTo = async (url: string) => {
      const client = new pg.Client({ connectionString: url });
      clients.push(client);
      // Whoever waits for the connection learns of its end from his query.
      client.on('error', () => {});
      await client.connect();
      return client;
    };
    const ways = {
      connect: () => connectTo(route.url),
      connectDirectly: () => connectTo(direct.href),
      describeWaits: () => describeWaits(database.client),
    };
    return await use({
      caseDatabase,
      loadOptions: { ...options, ...ways, tables, name: uniqueName('stress') },
    });
  } finally {
    await Promise.all(clients.map((client) => client.end().catch(() => {})));
    await route.close();
    await database.drop();
  }
}

/** Gives each table rows with about two thirds of the keys; those that break a constraint stay out. */
async function fill(owner: pg.Client, tables: readonly StressTable[], { seed, keys }: StressOptions): Promise<void> {
  const random = new Random(seed);
  for (let key = 1; key <= keys; key += 1) {
    for (const table of tables) {
      if (random.chance(1 / 3)) continue;
      const rest = table.key.slice(1).map((column) => column.value(random));
      await owner.query(firstRow(random, table, [String(key), ...rest])).catch(ignoreConstraint);
    }
  }
}

function ignoreConstraint(error: unknown): void {
  if (!(error instanceof pg.DatabaseError) || !error.code?.startsWith('23')) throw error;
}

async function countQueued(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>('SELECT count(*)::integer AS count FROM tviews.queue');
  return rows[0]?.count ?? 0;
}

/** Copies of TVIEWs that triggers keep: they have to equal them as these equal their backing views. */
async function listMirrors(client: pg.Client): Promise<readonly TviewNames[]> {
  const { rows } = await client.query<TviewNames>(
    `SELECT relname AS tview, 'tv' || substr(relname, 7) AS view FROM pg_class WHERE relkind = 'r' AND relname LIKE 'mirror\\_%'`,
  );
  return rows;
}

async function findStale(
  client: pg.Client,
  tviews: readonly TviewNames[],
  log: Parameters<LoadOptions['inspect']>[0],
): Promise<StaleRow[]> {
  const stale: StaleRow[] = [];
  for (const names of tviews) stale.push(...(await findStaleRows(client, names, log)));
  return stale;
}

async function describeWaits(client: pg.Client): Promise<string> {
  const { rows } = await client.query<Record<string, unknown>>(`
    SELECT pid, state, wait_event_type, wait_event, pg_blocking_pids(pid) AS blocked_by, left(query, 200) AS query
    FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`);
  return rows.map((row) => JSON.stringify(row)).join('\n');
}
