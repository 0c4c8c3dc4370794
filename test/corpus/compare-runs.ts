import pg from 'pg';
import type { TviewNames } from '../../src/prove/tviews.ts';
import { findStale } from '../database/tviews.ts';
import type { RandomStep, RandomTransaction } from './random-transactions.ts';

/**
 * Runs transactions in a database with TVIEWs and in one that has the same tables without. Says what is wrong after the
 * first one that leaves a TVIEW stale, or in which a statement ends otherwise than without TVIEWs; nothing if none does.
 */
export async function compareRuns(
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
