import { expect, test } from 'vitest';
import type { History } from '../../src/prove/history.ts';
import type { RandomTransaction } from '../../src/prove/random-script.ts';
import type { Problem } from '../../src/prove/run-script.ts';
import { shrinkHistory } from '../../src/prove/shrink.ts';

const problem: Problem = { kind: 'failed', code: '22012', message: 'division by zero', where: '' };

function transaction(...texts: readonly string[]): RandomTransaction {
  return { steps: texts.map((text) => ({ kind: 'statement', text })), end: 'COMMIT' };
}

/** A history fails if all of these statements are in it. */
function failingOn(...needed: readonly string[]): (history: History) => Promise<Problem | undefined> {
  return async ({ inserts, script }) => {
    const text = JSON.stringify([inserts, script]);
    return needed.every((statement) => text.includes(`"${statement}"`)) ? problem : undefined;
  };
}

const history: History = {
  inserts: ['r1', 'r2', 'r3', 'r4', 'r5'],
  script: [
    transaction('a', 'b', 'c'),
    transaction('d'),
    { steps: [{ kind: 'savepoint', statements: ['e', 'f'], end: 'RELEASE' }], end: 'COMMIT' },
    transaction('g', 'h'),
  ],
};

test('leaves out transactions, statements, savepoints and rows that the problem does not need', async () => {
  const replay = failingOn('r4', 'b', 'f');
  const shrunk = await shrinkHistory({ ...history, problem }, replay, () => false);
  expect(shrunk).toEqual({ inserts: ['r4'], script: [transaction('b'), transaction('f')], problem });
});

test('leaves nothing but the rows if they are enough', async () => {
  const shrunk = await shrinkHistory({ ...history, problem }, failingOn('r2', 'r5'), () => false);
  expect(shrunk).toEqual({ inserts: ['r2', 'r5'], script: [], problem });
});

test('keeps what it has when the time is up', async () => {
  let left = 1;
  const shrunk = await shrinkHistory({ ...history, problem }, failingOn('b'), () => left-- <= 0);
  expect(shrunk).toEqual({ ...history, problem });
});
