import { expect, test } from 'vitest';
import { describeOnEachServer } from '../support/postgres.ts';
import { runMixedActions } from './mixed-actions.ts';

const first = Number(process.env.TVIEWS_MIXED_SEED ?? 1);
const count = Number(process.env.TVIEWS_MIXED_SEEDS ?? 3);
const milliseconds = Number(process.env.TVIEWS_MIXED_MILLISECONDS ?? 1500);
const seeds = Array.from({ length: count }, (_, index) => first + index);

describeOnEachServer('writers beside all that acts upon TVIEWs', (server) => {
  test.for(seeds)('leave nothing stale (seed %i)', async (seed) => {
    const run = await runMixedActions(server, seed, milliseconds);
    if (process.env.TVIEWS_MIXED_SEEDS !== undefined)
      console.info(seed, run.committed, JSON.stringify(run.errors), run.problems);
    expect(run.problems).toEqual([]);
    expect(run.committed).toBeGreaterThan(0);
  });
});
