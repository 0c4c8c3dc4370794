import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startBenchServer, useServer } from './databases.ts';
import { type Options, readOptions } from './options.ts';
import { tableOf } from './report.ts';
import type { Result } from './results.ts';
import { runTasks, type Task } from './run.ts';
import type { Schema } from './types.ts';

/** Measures what TVIEWs cost, beside other ways to keep the same tables. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const server =
    options.databaseUrl === undefined ? await startBenchServer(options.durability) : useServer(options.databaseUrl);
  const results: Result[] = [];
  try {
    for (const [schema, tasks] of bySchema(options)) {
      console.error(schema.name);
      results.push(...(await runTasks(server, schema, tasks, { ...options, log: console.error })));
    }
  } finally {
    await server.close();
  }
  const table = tableOf(results);
  console.log(table);
  if (options.out !== undefined) writeReport(options.out, options, results, table);
}

/** What is to be measured over each schema: its databases are there once, and only meanwhile. */
function bySchema({ workloads, sizes }: Options): readonly (readonly [Schema, readonly Task[]])[] {
  const parts = workloads.flatMap((workload) => workload.parts(sizes).map((part) => ({ ...part, workload })));
  const names = new Set(parts.map(({ schema }) => schema.name));
  return [...names].flatMap((name) => {
    const tasks = parts.filter(({ schema }) => schema.name === name);
    return tasks[0] === undefined ? [] : [[tasks[0].schema, tasks] as const];
  });
}

function writeReport(folder: string, { sizes, runs, durability }: Options, results: readonly Result[], table: string) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'writes.json'), `${JSON.stringify({ sizes, runs, durability, results }, undefined, 1)}\n`);
  writeFileSync(join(folder, 'writes.md'), `${table}\n`);
}

await main();
