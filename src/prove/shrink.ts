import type { History } from './history.ts';
import type { RandomTransaction } from './random-script.ts';
import type { Problem } from './run-script.ts';

/** A history after which something is wrong. */
export interface FailingHistory extends History {
  readonly problem: Problem;
}

/**
 * Leaves out what the problem does not need: transactions, then statements of those that are left, then rows. `replay`
 * runs a history from the beginning and says what was wrong; `isTimeUp` ends the search with what it has.
 */
export async function shrinkHistory(
  failing: FailingHistory,
  replay: (history: History) => Promise<Problem | undefined>,
  isTimeUp: () => boolean,
): Promise<FailingHistory> {
  let best = failing;
  const fails = async (change: Partial<History>): Promise<boolean> => {
    if (isTimeUp()) return false;
    const { inserts, script } = { ...best, ...change };
    const problem = await replay({ inserts, script });
    if (problem !== undefined) best = { inserts, script, problem };
    return problem !== undefined;
  };
  await shrinkList(failing.script, (script) => fails({ script }));
  for (let index = best.script.length - 1; index >= 0; index--) {
    const withSteps = (transaction: RandomTransaction, steps: RandomTransaction['steps']) => ({
      script: best.script.with(index, { ...transaction, steps }),
    });
    const transaction = best.script[index];
    if (transaction === undefined) continue;
    await shrinkList(transaction.steps, (steps) => fails(withSteps(transaction, steps)));
    const plain = best.script[index]?.steps.flatMap((step) =>
      step.kind === 'savepoint' ? step.statements.map((text) => ({ kind: 'statement' as const, text })) : [step],
    );
    if (plain !== undefined && (await fails(withSteps(transaction, plain))))
      await shrinkList(plain, (steps) => fails(withSteps(transaction, steps)));
  }
  await shrinkList(best.inserts, (inserts) => fails({ inserts }));
  return best;
}

/** Leaves out elements as long as it still fails without them: first many neighbours at once, then one by one. */
async function shrinkList<Item>(
  items: readonly Item[],
  fails: (rest: readonly Item[]) => Promise<boolean>,
): Promise<void> {
  let kept = items;
  for (let size = kept.length; size >= 1; size = Math.floor(size / 2)) {
    // From the end: what follows the problem goes first.
    for (let end = kept.length; end > 0; ) {
      const start = Math.max(0, end - size);
      const rest = kept.toSpliced(start, end - start);
      if (await fails(rest)) kept = rest;
      end = start;
    }
  }
}
