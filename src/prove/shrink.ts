import type { Problem } from './run-script.ts';

/** Runs a history of INSERTs and says what was wrong, or nothing. */
type Attempt = (inserts: readonly string[]) => Promise<Problem | undefined>;

/**
 * Leaves out INSERTs, first many at once and then one by one, as long as something is still wrong without them.
 * `isTimeUp` ends the search with what it has.
 */
export async function shrinkInserts(
  inserts: readonly string[],
  attempt: Attempt,
  isTimeUp: () => boolean,
): Promise<readonly string[]> {
  let kept = inserts;
  for (let size = kept.length; size >= 1; size = Math.floor(size / 2)) {
    for (let start = 0; start < kept.length && !isTimeUp(); ) {
      const rest = kept.toSpliced(start, size);
      if ((await attempt(rest)) === undefined) start += size;
      else kept = rest;
    }
  }
  return kept;
}
