import { runOn, withClient } from '../../src/database/connect.ts';
import { differences } from '../../src/prove/differences.ts';
import type { BenchServer } from './databases.ts';
import { Clients, type Cost } from './measure.ts';
import { Session } from './session.ts';
import type { Case, Schema, Sizes, Workload } from './types.ts';
import { tviewOf, type Variant, variantsOf, viewOf } from './variants.ts';

/** What a variant took for a case, run by run. */
export interface Result {
  readonly workload: Pick<Workload, 'letter' | 'title'>;
  readonly measured: Pick<Case, 'name' | 'rows' | 'clients'>;
  readonly variant: string;
  readonly costs: readonly Cost[];
}

/** What is to be measured, and who hears how it goes. */
export interface RunOptions {
  readonly sizes: Sizes;
  readonly runs: number;
  /** Names of the variants to leave out. */
  readonly without: readonly string[];
  /** Another checkout of this project to measure as well. */
  readonly against: string | undefined;
  readonly log: (line: string) => void;
}

/**
 * Measures workloads over one schema. Variants take turns within each run, so that a busy machine slows all of them
 * alike. Throws where a table is found to differ from its definition: a fast wrong number is no number.
 */
export async function runWorkloads(
  server: BenchServer,
  schema: Schema,
  workloads: readonly Workload[],
  options: RunOptions,
): Promise<readonly Result[]> {
  const all = await installVariants(server, schema, options);
  const results: Result[] = [];
  try {
    for (const workload of workloads)
      for (const measured of workload.cases(options.sizes)) {
        options.log(`(${workload.letter}) ${measured.name}`);
        const chosen = all.filter(({ variant }) => !measured.without?.includes(variant.name));
        results.push(...(await runCase(workload, measured, schema, chosen, options.runs)));
      }
  } finally {
    for (const clients of all) await clients.close();
  }
  return results;
}

async function installVariants(
  server: BenchServer,
  schema: Schema,
  { sizes, without, against, log }: RunOptions,
): Promise<readonly Clients[]> {
  const template = await server.createDatabase(schema.name);
  await inSession(template, (session) => session.script(schema.tables(sizes)));
  const installed: Clients[] = [];
  for (const variant of variantsOf(schema, against).filter(({ name }) => !without.includes(name))) {
    const url = await server.createDatabase(`${schema.name} ${variant.name}`, template);
    const missing = await inSession(url, (session) => missingExtension(session, variant));
    if (missing !== undefined) {
      log(`${variant.name} is left out: the server does not have the extension ${missing}`);
      continue;
    }
    await inSession(url, (session) => variant.install(session, url));
    await inSession(url, (session) => session.script('VACUUM ANALYZE'));
    installed.push(new Clients(variant, url));
  }
  return installed;
}

async function missingExtension(session: Session, { extension }: Variant): Promise<string | undefined> {
  if (extension === undefined) return undefined;
  const rows = await session.script(`SELECT FROM pg_available_extensions WHERE name = '${extension}'`);
  return rows.length === 0 ? extension : undefined;
}

async function inSession<Value>(url: string, use: (session: Session) => Promise<Value>): Promise<Value> {
  const session = await Session.open(url);
  try {
    return await use(session);
  } finally {
    await session.close();
  }
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
      if (clients.variant.hasTables) await assertEqual(clients, schema, measured);
    }
  const { name, rows, clients } = measured;
  return all.map((each) => ({
    workload: { letter, title },
    measured: { name, ...(rows !== undefined && { rows }), ...(clients !== undefined && { clients }) },
    variant: each.variant.name,
    costs: costs.get(each) ?? [],
  }));
}

/** Each run begins with another one, so that none always comes after the same. */
function rotated<Item>(items: readonly Item[], by: number): readonly Item[] {
  const first = by % items.length;
  return [...items.slice(first), ...items.slice(0, first)];
}

async function assertEqual({ url, variant }: Clients, schema: Schema, measured: Case): Promise<void> {
  for (const definition of schema.definitions) {
    const tview = tviewOf(definition);
    const found = await withClient(url, (client) => differences(runOn(client), tview, viewOf(definition)));
    const [superfluous, missing] = [found.onlyInTview, found.onlyInView];
    if (superfluous.length + missing.length > 0)
      throw new Error(
        `${variant.name}: after "${measured.name}", ${tview} has ${superfluous.length} rows that its definition does not return,` +
          ` and lacks ${missing.length}; the first: ${superfluous[0] ?? 'none'}; ${missing[0] ?? 'none'}`,
      );
  }
}
