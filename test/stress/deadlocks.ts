/** How deadlocks came about. */
export interface DeadlockCounts {
  /** Statements of the application waited for each other: no TVIEW is to blame. */
  readonly statements: number;
  /** A drain waited, or was waited for, and none of the transactions had drained before. */
  readonly drains: number;
  /** One of the transactions had drained in its middle, and went on with the locks that a drain holds. */
  readonly earlyDrains: number;
  /** Behind a pooler nobody knows whose they are. */
  readonly unknown: number;
}

/** What a transaction that is part of a deadlock is doing. */
export interface Participant {
  readonly isDraining: boolean;
  readonly hasDrained: boolean;
}

export const noDeadlocks: DeadlockCounts = { statements: 0, drains: 0, earlyDrains: 0, unknown: 0 };

/** Counts one more deadlock. */
export function addDeadlock(counts: DeadlockCounts, participants: readonly Participant[]): DeadlockCounts {
  if (participants.length === 0) return { ...counts, unknown: counts.unknown + 1 };
  if (participants.some(({ hasDrained }) => hasDrained)) return { ...counts, earlyDrains: counts.earlyDrains + 1 };
  if (participants.some(({ isDraining }) => isDraining)) return { ...counts, drains: counts.drains + 1 };
  return { ...counts, statements: counts.statements + 1 };
}

/** All of them. */
export function countDeadlocks({ statements, drains, earlyDrains, unknown }: DeadlockCounts): number {
  return statements + drains + earlyDrains + unknown;
}
