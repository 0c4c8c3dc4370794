import pg from 'pg';
import { startEmbeddedPostgres } from '../../test/support/embedded-postgres.ts';
import { cpuSecondsOf } from '../cpu-time.ts';
import { createBenchDatabase, run } from '../locks/database.ts';

/** Storage parameters of the tables that every drain writes, or what else is changed. */
interface Variant {
  readonly name: string;
  readonly queue?: string;
  readonly trace?: string;
}

const eager =
  'autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_cost_delay = 0';
const eagerToast =
  'toast.autovacuum_vacuum_threshold = 1000, toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_cost_delay = 0';

const variants: readonly Variant[] = [
  { name: 'as installed' },
  { name: 'no autovacuum', queue: 'autovacuum_enabled = off', trace: 'autovacuum_enabled = off' },
  { name: 'eager autovacuum', queue: `${eager}, ${eagerToast}`, trace: eager },
  { name: 'no truncation', queue: 'vacuum_truncate = off' },
  { name: 'trace with fillfactor 100', trace: 'fillfactor = 100' },
];
const clients = 2;
const parts = 5;
const writes = Number(process.argv[2] ?? 200_000);
/** Which of them to run, by what is printed of them; all where none is named. */
const chosen = process.argv.slice(3);

const procedure = `
  CREATE PROCEDURE write_rows(p_count integer, INOUT p_longest double precision) LANGUAGE plpgsql AS $$
  DECLARE
    v_start timestamptz;
    v_key integer;
  BEGIN
    p_longest := 0;
    FOR n IN 1..p_count LOOP
      v_start := clock_timestamp();
      v_key := 1 + random() * 99999;
      UPDATE tb_post SET title = 'title ' || random() WHERE pk_post = v_key;
      COMMIT;
      p_longest := greatest(p_longest, extract(epoch FROM clock_timestamp() - v_start) * 1000);
    END LOOP;
  END $$`;

/** What writes of one row leave behind in the queue and among the traces, and whether that slows them down. */
async function main(): Promise<void> {
  for (const variant of variants)
    for (const hasSnapshot of [false, true]) {
      const label = `${variant.name}${hasSnapshot ? ', under an open snapshot' : ''}`;
      if (chosen.length > 0 && !chosen.includes(label)) continue;
      console.log(label);
      await measure(variant, hasSnapshot);
    }
}

/** A server for each, so that none has to clear up after another. */
async function measure(variant: Variant, hasSnapshot: boolean): Promise<void> {
  const settings = { synchronous_commit: 'off', shared_buffers: '512MB' };
  const server = await startEmbeddedPostgres({ major: 17, settings });
  try {
    const url = await createBenchDatabase(server, 'locks and traces');
    await run(url, procedure);
    if (variant.queue !== undefined) await setStorage(url, 'queue', variant.queue);
    if (variant.trace !== undefined) await setStorage(url, 'trace', variant.trace);
    const holder = hasSnapshot ? await holdSnapshot(url) : undefined;
    const sessions = await Promise.all(Array.from({ length: clients }, () => connect(url)));
    for (let part = 1; part <= parts; part += 1) console.log(`  ${await writeRows(sessions, writes / parts)}`);
    await Promise.all(sessions.map((session) => session.end()));
    console.log(`  ${await sizes(url)}`);
    await holder?.end();
  } finally {
    await server.stop();
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

async function setStorage(url: string, table: string, parameters: string): Promise<void> {
  await run(url, `ALTER TABLE tviews.${table} SET (${parameters})`);
  await run(url, `VACUUM FULL tviews.${table}`);
}

async function holdSnapshot(url: string): Promise<pg.Client> {
  const holder = await connect(url);
  await holder.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT FROM tb_post LIMIT 1');
  return holder;
}

/** Each session keeps its plans from one part to the next, and tells in between what it has written. */
async function writeRows(sessions: readonly pg.Client[], count: number): Promise<string> {
  const results = await Promise.all(sessions.map((session) => writeFrom(session, count / clients)));
  const microseconds = (results.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0) * 1_000_000) / count;
  const longest = Math.max(...results.map((result) => result.longest));
  return `${microseconds.toFixed(0)} µs of CPU time a write, the longest took ${longest.toFixed(0)} ms`;
}

async function writeFrom(session: pg.Client, count: number): Promise<{ cpuSeconds: number; longest: number }> {
  const { rows } = await session.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const pid = rows[0]?.pid ?? 0;
  const before = cpuSecondsOf(pid);
  const longest: number[] = [];
  const step = 1000;
  for (let done = 0; done < count; done += step) {
    const written = await session.query<{ p_longest: number }>(`CALL write_rows(${step}, 0)`);
    longest.push(written.rows[0]?.p_longest ?? 0);
  }
  return { cpuSeconds: cpuSecondsOf(pid) - before, longest: Math.max(...longest) };
}

async function sizes(url: string): Promise<string> {
  const { rows } = await run(
    url,
    `SELECT c.relname, pg_relation_size(c.oid) / 1024 AS heap, pg_indexes_size(c.oid) / 1024 AS indexes, s.n_dead_tup AS dead,
       s.autovacuum_count AS vacuums
     FROM pg_class c JOIN pg_stat_all_tables s ON s.relid = c.oid
     WHERE c.relnamespace = 'tviews'::regnamespace AND c.relname IN ('queue', 'trace') ORDER BY 1`,
  );
  return rows
    .map(
      ({ relname, heap, indexes, dead, vacuums }) =>
        `${relname}: ${heap} kB, indexes ${indexes} kB, ${dead} dead, ${vacuums} vacuums`,
    )
    .join('; ');
}

await main();
