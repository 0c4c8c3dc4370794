import pg from 'pg';

/**
 * Where in a transaction an error came up: `statement` is the application's own, `drain of a statement` that of a statement
 * which is its own transaction, or which follows SET CONSTRAINTS; all others are what drains.
 */
export type Phase = 'statement' | 'drain of a statement' | 'flush' | 'set constraints' | 'commit' | 'prepare';

/**
 * `retry`: an application repeats the transaction. `cancelled`: by a timeout that it asked for. `constraint`: its own
 * write breaks one. `unexpected`: none of these, so a failure of the run.
 */
type FailureKind = 'retry' | 'cancelled' | 'constraint' | 'unexpected';

/** An error of a transaction. */
export interface Failure {
  readonly kind: FailureKind;
  /** The SQLSTATE; what is no error of the server has none. */
  readonly code: string;
  readonly phase: Phase;
  readonly message: string;
  /** Of a deadlock: the server processes in it. */
  readonly processes: readonly number[];
}

/** Errors by SQLSTATE, and by phase within each. */
export type FailureCounts = Record<string, Partial<Record<Phase, number>>>;

export const serializationFailure = '40001';
export const deadlockDetected = '40P01';

/** Says what an error means, given the SQLSTATEs that the transaction's own timeouts make likely. */
export function classifyFailure(error: unknown, during: Phase, likely: readonly string[]): Failure {
  if (!(error instanceof pg.DatabaseError))
    return { kind: 'unexpected', code: '', phase: during, message: String(error), processes: [] };
  const code = error.code ?? '';
  const drains = /\bfunction tviews\.drain/.test(error.where ?? '');
  const phase = during === 'statement' && drains ? 'drain of a statement' : during;
  const context = [error.message, error.detail, error.where].filter((text) => text !== undefined).join('\n    ');
  const processes = [...(error.detail ?? '').matchAll(/Process (\d+) waits/g)].map((match) => Number(match[1]));
  return { kind: kindOf(error, code, likely), code, phase, message: `${code} ${context}`, processes };
}

function kindOf(error: pg.DatabaseError, code: string, likely: readonly string[]): FailureKind {
  if (code === serializationFailure || code === deadlockDetected) return 'retry';
  if (likely.includes(code)) return 'cancelled';
  // A constraint of a TVIEW is never the application's to break.
  return code.startsWith('23') && error.table?.startsWith('tb_') ? 'constraint' : 'unexpected';
}

/** Adds one to the count of an error. */
export function countFailure(counts: FailureCounts, { code, phase }: Failure): void {
  const phases = counts[code] ?? {};
  phases[phase] = (phases[phase] ?? 0) + 1;
  counts[code] = phases;
}

/** The sums of several counts. */
export function addCounts(all: readonly FailureCounts[]): FailureCounts {
  const sums: FailureCounts = {};
  for (const counts of all) {
    for (const [code, phases] of Object.entries(counts)) {
      const sum = sums[code] ?? {};
      for (const [phase, count] of typedEntries(phases)) sum[phase] = (sum[phase] ?? 0) + count;
      sums[code] = sum;
    }
  }
  return sums;
}

function typedEntries(phases: Partial<Record<Phase, number>>): [Phase, number][] {
  return Object.entries(phases) as [Phase, number][];
}
