import { Random } from '../fuzz/random.ts';
import { randomStatement } from './random-statement.ts';
import type { StressTable } from './tables.ts';

export const levels = ['read committed', 'repeatable read', 'serializable'] as const;
export type Level = (typeof levels)[number];

/** `flush`: `SELECT tviews.flush()`. `immediate`: `SET CONSTRAINTS ALL IMMEDIATE`, which drains too, now and from now on. */
export type Step =
  | { readonly kind: 'statement'; readonly text: string }
  | { readonly kind: 'flush' }
  | { readonly kind: 'immediate' }
  | { readonly kind: 'sleep'; readonly milliseconds: number }
  | { readonly kind: 'savepoint'; readonly steps: readonly Step[]; readonly end: 'RELEASE' | 'ROLLBACK TO' };

/** A transaction, planned before it runs. */
export interface PlannedTransaction {
  readonly level: Level;
  /** Settings for this transaction, each with the SQLSTATE of the errors that it makes likely. */
  readonly timeouts: readonly { readonly setting: string; readonly milliseconds: number; readonly code: string }[];
  readonly steps: readonly Step[];
  /** `AUTOCOMMIT`: its only statement runs without BEGIN. */
  readonly end: 'COMMIT' | 'ROLLBACK' | 'COMMIT PREPARED' | 'ROLLBACK PREPARED' | 'AUTOCOMMIT';
  /** How long it stays prepared. */
  readonly preparedFor: number;
}

/** What transactions are made of. */
export interface TransactionOptions {
  readonly tables: readonly StressTable[];
  readonly level: Level | 'mixed';
  readonly truncate: boolean;
  /** Whether to drain in the middle of transactions. */
  readonly drainEarly: boolean;
}

/** The seed of one transaction of one client: what others do doesn't change it. */
export function transactionSeed(seed: number, client: number, number: number): number {
  return Math.imul(seed, 0x9e3779b1) ^ Math.imul(client + 1, 0x85ebca6b) ^ Math.imul(number + 1, 0xc2b2ae35);
}

/** The transaction that a seed stands for. */
export function planTransaction(seed: number, options: TransactionOptions): PlannedTransaction {
  const random = new Random(seed);
  const level = options.level === 'mixed' ? random.pick(levels) : options.level;
  const steps = planSteps(random, options, random.between(1, 5), 0);
  const end = random.weighted<PlannedTransaction['end']>([
    [80, 'COMMIT'],
    [8, 'ROLLBACK'],
    [4, 'COMMIT PREPARED'],
    [2, 'ROLLBACK PREPARED'],
    [level === 'read committed' ? 10 : 0, 'AUTOCOMMIT'],
  ]);
  const single: Step = { kind: 'statement', text: randomStatement(random, options.tables) };
  return {
    level,
    timeouts: planTimeouts(random),
    steps: end === 'AUTOCOMMIT' ? [single] : steps,
    end,
    preparedFor: random.between(1, 40),
  };
}

function planTimeouts(random: Random): PlannedTransaction['timeouts'] {
  const timeouts = [
    { setting: 'lock_timeout', milliseconds: random.between(1, 30), code: '55P03' },
    { setting: 'statement_timeout', milliseconds: random.between(2, 30), code: '57014' },
  ];
  return timeouts.filter(() => random.chance(0.04));
}

function planSteps(random: Random, options: TransactionOptions, count: number, depth: number): Step[] {
  return Array.from({ length: count }, () => planStep(random, options, depth));
}

function planStep(random: Random, options: TransactionOptions, depth: number): Step {
  return random.weighted<() => Step>([
    [80, () => ({ kind: 'statement', text: randomStatement(random, options.tables) })],
    [options.drainEarly ? 2 : 0, () => ({ kind: 'flush' })],
    [options.drainEarly ? 1 : 0, () => ({ kind: 'immediate' })],
    [4, () => ({ kind: 'sleep', milliseconds: random.between(1, 8) })],
    [
      options.truncate ? 0.5 : 0,
      () => ({ kind: 'statement', text: `TRUNCATE ${random.pick(options.tables).name} CASCADE` }),
    ],
    [
      depth < 3 ? 12 : 0,
      () => ({
        kind: 'savepoint',
        steps: planSteps(random, options, random.between(1, 3), depth + 1),
        end: random.pick(['RELEASE', 'ROLLBACK TO']),
      }),
    ],
  ])();
}
