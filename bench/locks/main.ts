import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../test/support/embedded-postgres.ts';
import { createBenchDatabase, run, transactionsPerSecond, type Variant } from './database.ts';

const variants: readonly Variant[] = ['no TVIEW', 'locks alone', 'locks and traces'];
const rounds = 5;
const seconds = 3;

/** What the locks of drains cost, at several numbers of clients, and while another session holds a snapshot open. */
async function main(): Promise<void> {
  const settings = { synchronous_commit: 'off', shared_buffers: '512MB' };
  const server = await startEmbeddedPostgres({ major: 17, settings });
  try {
    await compareThroughput(server);
    await holdSnapshot(server);
  } finally {
    await server.stop();
  }
}

/** Variants take turns, so that a busy machine slows all of them alike. */
async function compareThroughput(server: EmbeddedPostgres): Promise<void> {
  const urls = new Map<Variant, string>();
  for (const variant of variants) urls.set(variant, await createBenchDatabase(server, variant));
  console.log(
    `One row changed, one transaction each: transactions per second, median of ${rounds} runs of ${seconds} s`,
  );
  for (const clients of [1, 8, 32]) {
    const found = new Map<Variant, number[]>(variants.map((variant) => [variant, []]));
    for (let round = 0; round < rounds; round++)
      for (const [variant, url] of urls) found.get(variant)?.push(await transactionsPerSecond(url, clients, seconds));
    const medians = variants.map((variant) => ({ variant, median: median(found.get(variant) ?? []) }));
    const alone = medians.find(({ variant }) => variant === 'locks alone')?.median ?? 0;
    for (const { variant, median: rate } of medians)
      console.log(
        `${clients} clients  ${variant.padEnd(16)} ${rate.toFixed(0).padStart(7)}  ${(rate / alone).toFixed(2)}`,
      );
  }
}

/** Transactions before and after so many others, all under one open snapshot. */
async function holdSnapshot(server: EmbeddedPostgres): Promise<void> {
  const url = server.url('bench_locks_and_traces');
  const holder = new pg.Client({ connectionString: url });
  await holder.connect();
  await holder.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT FROM tb_post LIMIT 1');
  const first = await transactionsPerSecond(url, 1, seconds);
  await run(url, `CALL write_until('infinity', 200000, NULL)`);
  const last = await transactionsPerSecond(url, 1, seconds);
  await holder.end();
  console.log(
    `Under an open snapshot: ${first.toFixed(0)} per second, after 200,000 more ${last.toFixed(0)}: ${(last / first).toFixed(2)}`,
  );
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

await main();
