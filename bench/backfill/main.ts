import pg from 'pg';
import { startEmbeddedPostgres } from '../../test/support/embedded-postgres.ts';
import { createBenchDatabase, run } from '../locks/database.ts';

// How fast backfill() fills a TVIEW of 100,000 rows with so many keys a transaction, and what a writer of one row after
// the other sees meanwhile: its transactions, the median of their time, and the longest.

const server = await startEmbeddedPostgres({ major: 17, settings: { fsync: 'on', full_page_writes: 'on' } });
try {
  const url = await createBenchDatabase(server, 'locks alone');
  console.log('keys      keys/s   writes/s   median ms   longest ms');
  await measure('no fill', url, () => new Promise((resolve) => setTimeout(resolve, 5000)));
  for (const keys of [20, 40, 200, 1000, 5000]) {
    await run(url, "BEGIN; SET LOCAL tviews.fill = 'later'; SELECT tviews.activate(); DELETE FROM tv_post; COMMIT");
    await run(url, 'VACUUM tv_post');
    await measure(String(keys), url, () => fill(url, keys));
  }
} finally {
  await server.stop();
}

async function measure(name: string, url: string, work: () => Promise<void>): Promise<void> {
  const writer = await startWriter(url);
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1000;
  const times = (await writer.stop()).toSorted((a, b) => a - b);
  const numbers = [100_000 / seconds, times.length / seconds, times[times.length >> 1] ?? 0, times.at(-1) ?? 0];
  console.log(name.padEnd(8), ...numbers.map((value) => value.toFixed(1).padStart(9)));
}

async function fill(url: string, keys: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('SET synchronous_commit = off');
  for (;;) {
    const { rows } = await client.query({
      name: 'fill',
      text: 'SELECT tview FROM tviews.backfill($1)',
      values: [keys],
    });
    if (rows[0]?.tview === null) break;
  }
  await client.end();
}

async function startWriter(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const times: number[] = [];
  let isRunning = true;
  const text = 'UPDATE tb_post SET title = $2 WHERE pk_post = $1';
  const work = (async () => {
    while (isRunning) {
      const start = performance.now();
      await client.query({ name: 'write', text, values: [1 + Math.floor(Math.random() * 100_000), String(start)] });
      times.push(performance.now() - start);
    }
  })();
  return {
    stop: async () => {
      isRunning = false;
      await work;
      await client.end();
      return times;
    },
  };
}
