import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startBenchServer, useServer } from './databases.ts';
import { type Options, readOptions } from './options.ts';
import { tableOf } from './report.ts';
import { type Result, runWorkloads } from './run.ts';

/** Measures what TVIEWs cost, beside other ways to keep the same tables. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const server =
    options.databaseUrl === undefined ? await startBenchServer(options.durability) : useServer(options.databaseUrl);
  const results: Result[] = [];
  try {
    for (const schema of new Set(options.workloads.map((workload) => workload.schema))) {
      const chosen = options.workloads.filter((workload) => workload.schema === schema);
      results.push(...(await runWorkloads(server, schema, chosen, { ...options, log: console.error })));
    }
  } finally {
    await server.close();
  }
  const table = tableOf(results);
  console.log(table);
  if (options.out !== undefined) writeReport(options.out, options, results, table);
}

function writeReport(folder: string, { sizes, runs, durability }: Options, results: readonly Result[], table: string) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'writes.json'), `${JSON.stringify({ sizes, runs, durability, results }, undefined, 1)}\n`);
  writeFileSync(join(folder, 'writes.md'), `${table}\n`);
}

await main();
