import type { RunQuery } from '../database/run-query.ts';
import { quoteIdentifier } from '../sql/identifiers.ts';
import type { RandomStep, RandomTransaction } from './random-script.ts';
import { describeStale, type StaleTview } from './tviews.ts';

/** What may fail besides the constraints of the base tables. */
export interface Tolerance {
  /** The schema of the extension: what fails inside its functions is not the application’s doing. */
  readonly schema: string;
  /** The compiler has warned that a key may not be unique: then a write that leads to two rows of one key fails. */
  readonly keyNotUnique: boolean;
  /** The application defers triggers or constraints, which block TRUNCATE while they are pending. */
  readonly deferredTriggers: boolean;
  /** The application may refuse writes with any SQLSTATE of its own. */
  readonly anyRefusal: boolean;
}

/** What random transactions have found: a write that the machinery makes fail, or TVIEWs that are stale. */
export type Problem =
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly where: string }
  | { readonly kind: 'stale'; readonly tviews: readonly StaleTview[] };

// Data exceptions, integrity constraints, a row met twice by one statement, ON CONFLICT on what is deferrable, checks.
const expectedFailure = /^(22...|23...|21000|27000|44000|55000|P0001|0A000)$/;

/** A problem in one line. */
export function describeProblem(problem: Problem): string {
  if (problem.kind === 'stale') return problem.tviews.map(describeStale).join('; ');
  return `${problem.code} ${problem.message} (${problem.where || 'no context'})`;
}

/**
 * Runs random transactions and says what was wrong after one of them, or nothing. `check` compares the TVIEWs after each.
 * A statement that violates a constraint is undone and passed over; an error from inside the machinery is a problem in
 * itself. Throws what is no answer of PostgreSQL, such as a connection that broke.
 */
export async function runScript(
  run: RunQuery,
  script: readonly RandomTransaction[],
  tolerance: Tolerance,
  check: () => Promise<readonly StaleTview[]>,
): Promise<Problem | undefined> {
  for (const transaction of script) {
    const failure = await runTransaction(run, transaction, tolerance);
    if (failure !== undefined) return failure;
    const tviews = await check();
    if (tviews.length > 0) return { kind: 'stale', tviews };
  }
  return undefined;
}

/** Runs one transaction; a problem is a failure that the application alone does not explain. */
async function runTransaction(
  run: RunQuery,
  { steps, end }: RandomTransaction,
  tolerance: Tolerance,
): Promise<Problem | undefined> {
  await run('BEGIN');
  try {
    for (const step of steps) await runStep(run, step, tolerance);
    await run(end);
    return undefined;
  } catch (error) {
    await run('ROLLBACK');
    return toProblem(error, tolerance);
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
    if (toProblem(error, tolerance) !== undefined) throw error;
  }
}

/** What is wrong with an error, or nothing where random writes have to expect it. */
export function toProblem(error: unknown, tolerance: Tolerance): Problem | undefined {
  if (!isServerError(error)) throw error;
  const { code, message, where = '' } = error;
  const allowed = isFromMachinery(error, tolerance)
    ? tolerance.keyNotUnique && code === '23505'
    : (tolerance.anyRefusal && !code.startsWith('XX')) ||
      (tolerance.deferredTriggers && code === '55006') ||
      expectedFailure.test(code);
  return allowed ? undefined : { kind: 'failed', code, message, where };
}

function isFromMachinery({ message, where = '' }: ServerError, { schema }: Tolerance): boolean {
  return where.includes(`${quoteIdentifier(schema)}.`) && !/\bforeign key\b/.test(message);
}

/** An error that PostgreSQL answered with. */
export type ServerError = Error & { readonly code: string; readonly where?: string };

/** Whether an error is PostgreSQL’s answer, a server’s or that of the one inside this process: each has its own class. */
export function isServerError(error: unknown): error is ServerError {
  return error instanceof Error && 'severity' in error && 'code' in error && typeof error.code === 'string';
}
