import { describe, expect, test } from 'vitest';
import { testServers } from '../support/postgres.ts';
import { tryRandomUpgrade } from './random-upgrade.ts';

/** The same on every run; `TVIEWS_UPGRADE_SEEDS=100-200` tries others. */
const seeds = seedsOf(process.env.TVIEWS_UPGRADE_SEEDS ?? '1-2');

describe.each(testServers())('random releases (PostgreSQL $major)', (server) => {
  describe.each([
    { name: 'at once', gradually: false },
    { name: 'gradually', gradually: true },
  ])('filled $name', ({ gradually }) => {
    test.for(seeds)('are the same upgraded and installed: seed %i', { timeout: 120_000 }, async (seed) => {
      const { problem, texts } = await tryRandomUpgrade(server, seed, gradually);
      expect(problem, texts.join('\n-- is replaced by\n')).toBeUndefined();
    });
  });
});

function seedsOf(range: string): readonly number[] {
  const [from = 1, to = from] = range.split('-').map(Number);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
