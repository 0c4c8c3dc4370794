import pg from 'pg';
import { startEmbeddedPostgres } from '../../test/support/embedded-postgres.ts';
import { cpuSecondsOf } from '../cpu-time.ts';
import { createBenchDatabase } from '../locks/database.ts';

/** What a session does about tracking: there is no code for it, it is off, or it is on. */
const variants = ['without', 'off', 'on'] as const;

type Variant = (typeof variants)[number];

const rounds = Number(process.argv[2] ?? 20);
const writes = Number(process.argv[3] ?? 2000);

/** Makes the functions of a drain what they would be without tracking. */
const withoutTracking = `
  DO $do$
  DECLARE
    v_function regprocedure;
  BEGIN
    FOR v_function IN
      SELECT oid FROM pg_proc
      WHERE pronamespace = 'tviews'::regnamespace AND prosrc LIKE '%tviews.track%' AND proname LIKE 'drain%'
    LOOP
      EXECUTE regexp_replace(
        regexp_replace(
          pg_get_functiondef(v_function),
          $$CASE WHEN current_setting\\('tviews.track', true\\) = 'on' THEN [^;]* ELSE ([^;]*) END;$$, $$\\1;$$
        ),
        $$CASE WHEN current_setting\\('tviews.track', true\\) = 'on' THEN [^;]* END\\);$$, 'NULL::bigint);'
      );
    END LOOP;
  END $do$`;

/** What a write of one row, in a transaction of its own, costs with and without tracking: in turns, on one server. */
async function main(): Promise<void> {
  const settings = { synchronous_commit: 'off', shared_buffers: '512MB' };
  const server = await startEmbeddedPostgres({ major: 17, settings });
  try {
    const url = await createBenchDatabase(server, 'locks alone');
    const stripped = await createCopy(server.url(), url);
    const sessions = new Map<Variant, pg.Client>();
    for (const variant of variants) sessions.set(variant, await open(variant === 'without' ? stripped : url, variant));
    const costs = new Map<Variant, number[]>(variants.map((variant) => [variant, []]));
    for (let round = -2; round < rounds; round++)
      for (const [variant, session] of sessions) {
        const cost = await measure(session);
        // The first rounds fill caches.
        if (round >= 0) costs.get(variant)?.push(cost);
      }
    const base = costs.get('without') ?? [];
    for (const [variant, found] of costs) console.log(`${variant.padEnd(8)} ${describe(found, base)}`);
    for (const session of sessions.values()) await session.end();
  } finally {
    await server.stop();
  }
}

async function createCopy(serverUrl: string, url: string): Promise<string> {
  const name = new URL(url).pathname.slice(1);
  await runOn(serverUrl, `CREATE DATABASE without_tracking TEMPLATE ${name}`);
  const copy = new URL(url);
  copy.pathname = '/without_tracking';
  await runOn(copy.href, withoutTracking);
  return copy.href;
}

async function runOn(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

async function open(url: string, variant: Variant): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  if (variant === 'on') await client.query("SET tviews.track = 'on'");
  return client;
}

/** Microseconds of CPU time for each write. */
async function measure(session: pg.Client): Promise<number> {
  const { rows } = await session.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const pid = rows[0]?.pid ?? 0;
  const before = cpuSecondsOf(pid);
  await session.query(`CALL write_until('infinity', ${writes}, NULL)`);
  return ((cpuSecondsOf(pid) - before) * 1_000_000) / writes;
}

function describe(costs: readonly number[], base: readonly number[]): string {
  const ratios = costs.map((cost, round) => cost / (base[round] ?? Number.NaN));
  const mean = average(ratios);
  const variance = average(ratios.map((ratio) => (ratio - mean) ** 2));
  const error = Math.sqrt(variance / Math.max(1, ratios.length - 1));
  return `${average(costs).toFixed(1)} µs a write, ${mean.toFixed(3)} of that without (standard error ${error.toFixed(3)})`;
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

await main();
