import fc from 'fast-check';
import type { TviewNames } from '../../src/prove/tviews.ts';
import { installDefinitions } from '../database/case-database.ts';
import { findStale, listTviews } from '../database/tviews.ts';
import { createDatabase, type TestDatabase, type TestServer } from '../support/postgres.ts';
import { compareRuns } from './compare-runs.ts';
import { formatScript, type RandomTransaction, readTableShapes, scriptArbitrary } from './random-transactions.ts';
import type { CorpusEntry } from './read-corpus.ts';
import { tablesRead } from './tables-read.ts';

/** How hard to try, and where to start. */
export interface GroupOptions {
  readonly runs: number;
  readonly seed: number;
  /** Milliseconds after which a counterexample is as short as it gets. */
  readonly timeLimit: number;
  /** SQL that runs once after the install. What it breaks is found as it is: to shorten it would take its time. */
  readonly sabotage?: string;
}

/**
 * Installs definitions as one extension and runs random transactions, each run on fresh copies of two databases: one
 * with the extension, one without. Returns the shortest ones after which a TVIEW differs from its backing view, or in
 * which a statement ends otherwise than without the extension; nothing if there are none.
 */
export async function checkGroup(
  server: TestServer,
  schemaSql: string,
  entries: readonly CorpusEntry[],
  options: GroupOptions,
): Promise<string | undefined> {
  const plain = await createDatabase(server, { schemaSql });
  try {
    await plain.client.end();
    const maintained = await createDatabase(server, { template: plain.name });
    try {
      const { tviews, scripts } = await install(server, maintained, entries, options.sabotage);
      const stale = await findStale(maintained.client, tviews);
      if (stale.length > 0) return `after the install: ${stale.join('; ')}`;
      await maintained.client.end();
      return await findCounterexample(server, { maintained, plain }, tviews, scripts, options);
    } finally {
      await maintained.drop();
    }
  } finally {
    await plain.drop();
  }
}

type Scripts = fc.Arbitrary<readonly RandomTransaction[]>;

/** The scripts write the tables of one TVIEW each, so that changes meet where it could matter. */
async function install(
  server: TestServer,
  database: TestDatabase,
  entries: readonly CorpusEntry[],
  sabotage: string | undefined,
): Promise<{ readonly tviews: readonly TviewNames[]; readonly scripts: Scripts }> {
  const owner = database.client;
  await installDefinitions(server, { database, owner }, entries);
  if (sabotage !== undefined) await owner.query(sabotage);
  const shapes = await readTableShapes(owner);
  const perTview = (await tablesRead(owner)).map((names) => shapes.filter(({ name }) => names.has(name)));
  return {
    tviews: await listTviews(owner),
    scripts: fc
      .constantFrom(...perTview)
      .chain((tables) => scriptArbitrary(tables, { schema: 'tviews', maxTransactions: 6 })),
  };
}

async function findCounterexample(
  server: TestServer,
  { maintained, plain }: { readonly maintained: TestDatabase; readonly plain: TestDatabase },
  tviews: readonly TviewNames[],
  scripts: Scripts,
  { runs, seed, timeLimit, sabotage }: GroupOptions,
): Promise<string | undefined> {
  const property = fc.asyncProperty(scripts, async (script) => {
    const left = await createDatabase(server, { template: maintained.name });
    try {
      const right = await createDatabase(server, { template: plain.name });
      try {
        const problem = await compareRuns(left.client, right.client, script, tviews);
        if (problem !== undefined) throw new Error(problem);
      } finally {
        await right.drop();
      }
    } finally {
      await left.drop();
    }
  });
  const result = await fc.check(property, {
    numRuns: runs,
    seed,
    interruptAfterTimeLimit: timeLimit,
    endOnFailure: sabotage !== undefined,
  });
  const [script] = result.counterexample ?? [];
  if (script === undefined) return undefined;
  const problem = result.errorInstance instanceof Error ? result.errorInstance.message : String(result.errorInstance);
  return `${problem}\nTVIEWS_PROPERTY_SEED=${seed} TVIEWS_PROPERTY_RUNS=${runs}\n\n${formatScript(script)}\n`;
}
