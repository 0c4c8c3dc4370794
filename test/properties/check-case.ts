import fc from 'fast-check';
import { runOn } from '../../src/database/connect.ts';
import type { RunQuery } from '../../src/database/run-query.ts';
import { formatScript, type RandomTransaction, scriptArbitrary } from '../../src/prove/random-script.ts';
import { describeProblem, type Problem, runScript, type Tolerance, toProblem } from '../../src/prove/run-script.ts';
import { shrinkHistory } from '../../src/prove/shrink.ts';
import { createShapeReader } from '../../src/prove/table-shapes.ts';
import { findDifferences, listTviews, type StaleTview } from '../../src/prove/tviews.ts';
import type { Case } from '../cases/read-cases.ts';
import { type CaseRoles, createCaseDatabase, installDefinitions } from '../database/case-database.ts';
import { createDatabase, type TestServer } from '../support/postgres.ts';

/** How hard to try, and where to start. */
export interface PropertyOptions {
  readonly runs: number;
  readonly seed: number;
  /** SQL that runs once after the install. */
  readonly sabotage?: string;
  /** TVIEWs are empty at first, and filled a few rows after each transaction. */
  readonly fillLater?: boolean;
}

/** What random changes have found. */
export interface Counterexample {
  readonly script: readonly RandomTransaction[];
  /** Ready to be read and to be repeated. */
  readonly text: string;
}

/**
 * Runs random transactions over a case, each run on a fresh copy of its database, and returns the shortest ones that
 * leave a TVIEW stale, or nothing.
 */
export async function checkCase(
  server: TestServer,
  roles: CaseRoles,
  { name, schemaSql, definitions }: Case,
  { runs, seed, sabotage, fillLater = false }: PropertyOptions,
): Promise<Counterexample | undefined> {
  const caseDatabase = await createCaseDatabase(server, roles, schemaSql);
  const { database, owner } = caseDatabase;
  try {
    const tables = await createShapeReader(runOn(owner))();
    const deferred = await owner.query('SELECT FROM pg_trigger WHERE tgdeferrable');
    const renamed = definitions.map(({ file, text }) => ({ file, text: roles.rename(text) }));
    if (fillLater) await owner.query("SET tviews.fill = 'later'");
    const { diagnostics } = await installDefinitions(server, caseDatabase, renamed);
    if (sabotage !== undefined) await owner.query(sabotage);
    if (fillLater) {
      const { rows } = await owner.query('SELECT FROM tviews.part WHERE NOT is_complete');
      if (rows.length === 0) throw new Error('no TVIEW is left to be filled');
    }
    const tviews = await listTviews(runOn(owner));
    const tolerance = {
      schema: 'tviews',
      anyRefusal: false,
      keyNotUnique: diagnostics.some(({ code }) => code === 'key-not-unique'),
      deferredTriggers: deferred.rowCount !== 0,
    };
    await Promise.all([owner.end(), database.client.end()]);

    const findProblem = async (script: readonly RandomTransaction[]) => {
      const copy = await createDatabase(server, { template: database.name });
      try {
        const run = runOn(await copy.connect(roles.rename('case_owner')));
        const compare = () => findDifferences(run, tviews);
        if (!fillLater) return await runScript(run, script, tolerance, compare);
        const found = await runScript(run, script, tolerance, async () => ((await fillSome(run)) ? [] : compare()));
        return found ?? (await finishFill(run, tolerance, compare));
      } finally {
        await copy.drop();
      }
    };
    const scripts = scriptArbitrary(tables, { schema: 'tviews', maxTransactions: 6 });
    for (let run = 0; run < runs; run++) {
      const [script = []] = fc.sample(scripts, { seed: seed + run, numRuns: 1, unbiased: true });
      const problem = await findProblem(script);
      if (problem === undefined) continue;
      const failing = { inserts: [], script, problem };
      const shortest = await shrinkHistory(
        failing,
        (history) => findProblem(history.script),
        () => false,
      );
      const repeat = `TVIEWS_PROPERTY_SEED=${seed} TVIEWS_PROPERTY_RUNS=${runs}`;
      const text = `${name}: ${describeProblem(shortest.problem)}\n${repeat}\n\n${formatScript(shortest.script)}\n`;
      return { script: shortest.script, text };
    }
    return undefined;
  } finally {
    await database.drop();
  }
}

/** Computes the next rows; returns whether there were any. */
async function fillSome(run: RunQuery): Promise<boolean> {
  const [row] = await run('SELECT tview FROM tviews.backfill(1)');
  return row?.tview !== null;
}

async function finishFill(
  run: RunQuery,
  tolerance: Tolerance,
  compare: () => Promise<readonly StaleTview[]>,
): Promise<Problem | undefined> {
  try {
    while (await fillSome(run));
  } catch (error) {
    return toProblem(error, tolerance);
  }
  const stale = await compare();
  return stale.length === 0 ? undefined : { kind: 'stale', tviews: stale };
}
