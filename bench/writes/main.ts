import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { chartOf } from './chart.ts';
import { startBenchServer, useServer } from './databases.ts';
import { type Options, readOptions } from './options.ts';
import { goalsOf, tableOf } from './report.ts';
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
  const report = [tableOf(results), goalsOf(results)].filter(Boolean).join('\n\n');
  console.log(report);
  if (options.out !== undefined) writeReport(options.out, options, results, report);
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

/** Writes the results as data, as tables and as a chart. */
function writeReport(folder: string, options: Options, results: readonly Result[], report: string): void {
  const { sizes, runs, durability } = options;
  const machine = { processors: cpus().length, model: cpus()[0]?.model, memory: totalmem() };
  const data = { machine, sizes, runs, durability, results };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'writes.json'), `${JSON.stringify(data, undefined, 1)}\n`);
  writeFileSync(join(folder, 'writes.md'), `${report}\n`);
  const chart = chartOf(results);
  if (chart !== '') writeFileSync(join(folder, 'writes.svg'), chart);
}

await main();
