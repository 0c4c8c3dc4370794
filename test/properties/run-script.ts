import pg from 'pg';
import { findStale, type TviewNames } from '../database/tviews.ts';
import type { RandomStep, RandomTransaction } from './random-script.ts';

/** What may fail besides the constraints of the base tables. */
export interface Tolerance {
  /** The compiler has warned that a key may not be unique: then a write that leads to two rows of one key fails. */
  readonly keyNotUnique: boolean;
  /** The application defers triggers or constraints, which block TRUNCATE while they are pending. */
  readonly deferredTriggers: boolean;
}

// Data exceptions, integrity constraints, a row met twice by one statement, ON CONFLICT on what is deferrable, checks.
const expectedFailure = /^(22...|23...|21000|27000|44000|55000|P0001|0A000)$/;

/**
 * Runs random transactions and says what was wrong after one of them, or nothing. A statement that violates a constraint
 * is undone and passed over; an error from inside the machinery is wrong in itself.
 */
export async function runScript(
  client: pg.Client,
  script: readonly RandomTransaction[],
  tviews: readonly TviewNames[],
  tolerance: Tolerance,
): Promise<string | undefined> {
  for (const [index, transaction] of script.entries()) {
    const failure = await runTransaction(client, transaction, tolerance);
    const problems = failure === undefined ? await findStale(client, tviews) : [failure];
    if (problems.length > 0) return `after transaction ${index + 1}: ${problems.join('; ')}`;
  }
  return undefined;
}

async function runTransaction(
  client: pg.Client,
  { steps, end }: RandomTransaction,
  tolerance: Tolerance,
): Promise<string | undefined> {
  await client.query('BEGIN');
  try {
    for (const step of steps) await runStep(client, step, tolerance);
    await client.query(end);
    return undefined;
  } catch (error) {
    await client.query('ROLLBACK');
    return unexpected(error, tolerance);
  }
}

async function runStep(client: pg.Client, step: RandomStep, tolerance: Tolerance): Promise<void> {
  if (step.kind === 'statement') {
    await runStatement(client, step.text, tolerance);
    return;
  }
  await client.query('SAVEPOINT random');
  for (const statement of step.statements) await runStatement(client, statement, tolerance);
  await client.query(`${step.end} random`);
}

async function runStatement(client: pg.Client, text: string, tolerance: Tolerance): Promise<void> {
  await client.query('SAVEPOINT statement');
  try {
    await client.query(text);
    await client.query('RELEASE statement');
  } catch (error) {
    await client.query('ROLLBACK TO statement; RELEASE statement');
    if (unexpected(error, tolerance) !== undefined) throw error;
  }
}

/** Says what is wrong with an error, or nothing where random writes have to expect it. */
function unexpected(error: unknown, { keyNotUnique, deferredTriggers }: Tolerance): string | undefined {
  if (!(error instanceof pg.DatabaseError)) return String(error);
  const fromMachinery = /\btviews\./.test(error.where ?? '') && !/\bforeign key\b/.test(error.message);
  const pending = deferredTriggers && error.code === '55006';
  const allowed = fromMachinery
    ? keyNotUnique && error.code === '23505'
    : pending || expectedFailure.test(error.code ?? '');
  return allowed ? undefined : `${error.code} ${error.message} (${error.where ?? 'no context'})`;
}
