import { assertEqual } from './assert-equal.ts';
import type { BenchServer } from './databases.ts';
import { measureFill } from './fill.ts';
import { Clients, type Cost } from './measure.ts';
import { type Result, rotated } from './results.ts';
import { inSession } from './session.ts';
import type { Case, Part, Schema, Workload } from './types.ts';
import { type Variant, variantsOf } from './variants.ts';

/** What is to be measured, and who hears how it goes. */
export interface RunOptions {
  readonly runs: number;
  /** Names of the variants to leave out. */
  readonly without: readonly string[];
  /** Another checkout of this project to measure as well. */
  readonly against: string | undefined;
  readonly log: (line: string) => void;
}

/** A part of a workload. */
export interface Task {
  readonly workload: Workload;
  readonly cases: Part['cases'];
}

/**
 * Measures cases over one schema. Variants take turns within each run, so that a busy machine slows all of them alike.
 * Throws where a table is found to differ from its definition: a fast wrong number is no number.
 */
export async function runTasks(
  server: BenchServer,
  schema: Schema,
  tasks: readonly Task[],
  options: RunOptions,
): Promise<readonly Result[]> {
  const template = await server.createDatabase(schema.name);
  await inSession(template, (session) => session.script(schema.tables));
  const variants = await availableVariants(template, schema, tasks, options);
  const results: Result[] = [];
  const installed: Clients[] = [];
  try {
    for (const { workload, cases } of tasks) {
      const chosen = variants.filter((variant) => isAbout(variant, workload));
      if (cases === 'fill') {
        options.log(`(${workload.letter}) ${workload.title}`);
        results.push(...(await measureFill(server, template, schema, workload, chosen, options.runs)));
        continue;
      }
      for (const variant of chosen)
        if (installed.every((clients) => clients.variant !== variant))
          installed.push(await install(server, template, schema, variant));
      const clients = installed.filter(({ variant }) => chosen.includes(variant));
      for (const measured of cases) {
        options.log(`(${workload.letter}) ${measured.name}`);
        results.push(...(await runCase(workload, measured, schema, clients, options.runs)));
      }
    }
  } finally {
    for (const clients of installed) await clients.close();
    for (const { url } of installed) await server.dropDatabase(url);
    await server.dropDatabase(template);
  }
  return results;
}

function isAbout({ name, only }: Variant, { letter, without = [] }: Workload): boolean {
  return !without.includes(name) && (only === undefined || only.includes(letter));
}

async function availableVariants(
  template: string,
  schema: Schema,
  tasks: readonly Task[],
  { without, against, log }: RunOptions,
): Promise<readonly Variant[]> {
  const available: Variant[] = [];
  for (const variant of variantsOf(schema, against)) {
    if (without.includes(variant.name) || tasks.every(({ workload }) => !isAbout(variant, workload))) continue;
    const missing = await inSession(template, (session) => session.lacks(variant.extension));
    if (missing) log(`${variant.name} is left out: the server does not have the extension ${variant.extension}`);
    else available.push(variant);
  }
  return available;
}

async function install(server: BenchServer, template: string, schema: Schema, variant: Variant): Promise<Clients> {
  const url = await server.createDatabase(`${schema.name} ${variant.name}`, template);
  const script = await variant.script(url);
  await inSession(url, async (session) => {
    await session.script(script);
    await session.script('VACUUM ANALYZE');
  });
  return new Clients(variant, url);
}

async function runCase(
  { letter, title }: Workload,
  measured: Case,
  schema: Schema,
  all: readonly Clients[],
  runs: number,
): Promise<readonly Result[]> {
  const costs = new Map<Clients, Cost[]>(all.map((clients) => [clients, []]));
  for (let run = 1; run <= runs; run += 1)
    for (const clients of rotated(all, run)) {
      costs.get(clients)?.push(await clients.run(measured, run));
      if (clients.variant.hasTables) await assertEqual(clients.url, clients.variant.name, schema, measured.name);
    }
  const { name, at, rows, clients } = measured;
  return all.map((each) => ({
    workload: { letter, title },
    measured: {
      name,
      ...(at !== undefined && { at }),
      ...(rows !== undefined && { rows }),
      ...(clients !== undefined && { clients }),
    },
    variant: each.variant.name,
    costs: costs.get(each) ?? [],
  }));
}
