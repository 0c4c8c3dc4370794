import fc from 'fast-check';
import pg from 'pg';
import { installDefinitions } from '../database/case-database.ts';
import { findStale, listTviews, type TviewNames } from '../database/tviews.ts';
import { formatScript, type RandomStep, type RandomTransaction, scriptArbitrary } from '../properties/random-script.ts';
import { readTableShapes } from '../properties/table-shapes.ts';
import { createDatabase, type TestServer } from '../support/postgres.ts';
import type { CorpusEntry } from './read-corpus.ts';

/** How hard to try, and where to start. */
export interface GroupOptions {
  readonly runs: number;
  readonly seed: number;
}

/**
 * Installs definitions as one extension and runs random transactions, beside a database that has the same tables and no
 * extension. Returns the shortest ones after which a TVIEW differs from its backing view, or a statement ends otherwise
 * than it does there; nothing if there are none.
 */
export async function checkGroup(
  server: TestServer,
  schemaSql: string,
  entries: readonly CorpusEntry[],
  { runs, seed }: GroupOptions,
): Promise<string | undefined> {
  const plain = await createDatabase(server, { schemaSql });
  try {
    await plain.client.end();
    const maintained = await createDatabase(server, { template: plain.name });
    try {
      const owner = maintained.client;
      await installDefinitions(server, { database: maintained, owner }, entries);
      const tviews = await listTviews(owner);
      const shapes = await readTableShapes(owner);
      const watched = await watchedTables(owner);
      const problems = await findStale(owner, tviews);
      if (problems.length > 0) return `after the install: ${problems.join('; ')}`;
      await owner.end();
      const tables = shapes.filter(({ name }) => watched.has(name));
      const property = fc.asyncProperty(scriptArbitrary(tables), async (script) => {
        const problem = await runOnCopies(server, maintained.name, plain.name, script, tviews);
        if (problem !== undefined) throw new Error(problem);
      });
      const result = await fc.check(property, { numRuns: runs, seed });
      const [script] = result.counterexample ?? [];
      if (script === undefined) return undefined;
      const problem = result.errorInstance instanceof Error ? result.errorInstance.message : result.errorInstance;
      return `${problem}\nTVIEWS_PROPERTY_SEED=${seed} TVIEWS_PROPERTY_RUNS=${runs}\n\n${formatScript(script)}\n`;
    } finally {
      await maintained.drop();
    }
  } finally {
    await plain.drop();
  }
}

/** The tables whose statements fire a trigger of the extension, written as in SQL. */
async function watchedTables(client: pg.ClientBase): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT DISTINCT format('%I.%I', n.nspname, c.relname) AS name
    FROM pg_trigger t
    JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_proc f ON f.oid = t.tgfoid JOIN pg_namespace of ON of.oid = f.pronamespace
    WHERE of.nspname = 'tviews' AND c.relname NOT LIKE 'tv\\_%' AND n.nspname <> 'tviews'`);
  return new Set(rows.map(({ name }) => name));
}

async function runOnCopies(
  server: TestServer,
  maintained: string,
  plain: string,
  script: readonly RandomTransaction[],
  tviews: readonly TviewNames[],
): Promise<string | undefined> {
  const left = await createDatabase(server, { template: maintained });
  try {
    const right = await createDatabase(server, { template: plain });
    try {
      return await compareRuns(left.client, right.client, script, tviews);
    } finally {
      await right.drop();
    }
  } finally {
    await left.drop();
  }
}

async function compareRuns(
  maintained: pg.Client,
  plain: pg.Client,
  script: readonly RandomTransaction[],
  tviews: readonly TviewNames[],
): Promise<string | undefined> {
  for (const [index, { steps, end }] of script.entries()) {
    for (const statement of ['BEGIN', ...steps.flatMap(statementsOf), end]) {
      const [outcome, expected] = await Promise.all([run(maintained, statement), run(plain, withoutFlush(statement))]);
      if (outcome !== expected)
        return `transaction ${index + 1}: ${statement} ends with ${outcome}; without TVIEWs, with ${expected}`;
    }
    const problems = await findStale(maintained, tviews);
    if (problems.length > 0) return `after transaction ${index + 1}: ${problems.join('; ')}`;
  }
  return undefined;
}

function statementsOf(step: RandomStep): readonly string[] {
  if (step.kind === 'statement') return [step.text];
  return ['SAVEPOINT random', ...step.statements, `${step.end} random`];
}

/** Where nothing is queued there is nothing to flush. */
function withoutFlush(statement: string): string {
  return statement.replace('SELECT tviews.flush()', 'SELECT');
}

/** What came of a statement: how many rows it wrote, or how it failed; one that fails is undone. */
async function run(client: pg.Client, text: string): Promise<string> {
  const guarded = !/^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)/.test(text);
  try {
    if (guarded) await client.query('SAVEPOINT statement');
    const { rowCount } = await client.query(text);
    if (guarded) await client.query('RELEASE statement');
    return `${rowCount} rows`;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    await client.query(guarded ? 'ROLLBACK TO statement; RELEASE statement' : 'ROLLBACK');
    return `${error.code} ${error.message}`;
  }
}
