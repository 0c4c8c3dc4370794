import type { RunQuery } from '../catalog/read-catalog.ts';
import type { RandomStep, RandomTransaction } from './random-script.ts';
import { findStale, type TviewNames } from './tviews.ts';

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
  run: RunQuery,
  script: readonly RandomTransaction[],
  tviews: readonly TviewNames[],
  tolerance: Tolerance,
): Promise<string | undefined> {
  for (const [index, transaction] of script.entries()) {
    const failure = await runTransaction(run, transaction, tolerance);
    const problems = failure === undefined ? await findStale(run, tviews) : [failure];
    if (problems.length > 0) return `after transaction ${index + 1}: ${problems.join('; ')}`;
  }
  return undefined;
}

async function runTransaction(
  run: RunQuery,
  { steps, end }: RandomTransaction,
  tolerance: Tolerance,
): Promise<string | undefined> {
  await run('BEGIN');
  try {
    for (const step of steps) await runStep(run, step, tolerance);
    await run(end);
    return undefined;
  } catch (error) {
    await run('ROLLBACK');
    return unexpected(error, tolerance);
  }
}

async function runStep(run: RunQuery, step: RandomStep, tolerance: Tolerance): Promise<void> {
  if (step.kind === 'statement') {
    await runStatement(run, step.text, tolerance);
    return;
  }
  await run('SAVEPOINT random');
  for (const statement of step.statements) await runStatement(run, statement, tolerance);
  await run(`${step.end} random`);
}

async function runStatement(run: RunQuery, text: string, tolerance: Tolerance): Promise<void> {
  await run('SAVEPOINT statement');
  try {
    await run(text);
    await run('RELEASE statement');
  } catch (error) {
    await run('ROLLBACK TO statement');
    await run('RELEASE statement');
    if (unexpected(error, tolerance) !== undefined) throw error;
  }
}

/** Says what is wrong with an error, or nothing where random writes have to expect it. */
function unexpected(error: unknown, { keyNotUnique, deferredTriggers }: Tolerance): string | undefined {
  if (!isServerError(error)) return String(error);
  const { code, message, where } = error;
  const fromMachinery = /\btviews\./.test(where ?? '') && !/\bforeign key\b/.test(message);
  const pending = deferredTriggers && code === '55006';
  const allowed = fromMachinery ? keyNotUnique && code === '23505' : pending || expectedFailure.test(code);
  return allowed ? undefined : `${code} ${message} (${where ?? 'no context'})`;
}

/** What PostgreSQL answers, be it a server or the one inside this process: each driver has a class of its own. */
function isServerError(error: unknown): error is Error & { readonly code: string; readonly where?: string } {
  return error instanceof Error && 'severity' in error && 'code' in error && typeof error.code === 'string';
}
