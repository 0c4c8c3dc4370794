import { expect, test } from 'vitest';
import { paceOf } from '../../src/deploy/backfill.ts';
import { retry } from '../../src/deploy/retry.ts';

/** A clock that stands still but for pauses and attempts. */
function clockOf(random: number) {
  const pauses: number[] = [];
  let time = 0;
  const sleep = async (milliseconds: number) => {
    pauses.push(milliseconds);
    time += milliseconds;
  };
  return {
    pauses,
    work: (milliseconds: number) => (time += milliseconds),
    clock: { now: () => time, sleep, random: () => random },
  };
}

const patience = { timeout: 10_000, firstPause: 100, longestPause: 1000 };

test('pauses double up to the longest, cut at random by up to half', async () => {
  for (const [random, first] of [
    [0, 100],
    [1, 50],
  ] as const) {
    const { pauses, clock } = clockOf(random);
    const attempt = async (number: number) =>
      number === 7 ? ({ done: true, value: 'fine' } as const) : ({ done: false, reason: number } as const);
    expect(await retry(patience, attempt, clock)).toEqual({ attempts: 7, last: { done: true, value: 'fine' } });
    expect(pauses).toEqual([1, 2, 4, 8, 10, 10].map((factor) => factor * first));
  }
});

test('no attempt starts after the time is up, and the reason is that of the last one', async () => {
  const { work, clock } = clockOf(0);
  const attempt = async (number: number) => {
    work(3000);
    return { done: false, reason: number } as const;
  };
  expect(await retry(patience, attempt, clock)).toEqual({ attempts: 4, last: { done: false, reason: 4 } });
});

test('one attempt is made without any time, and errors end it', async () => {
  const { pauses, clock } = clockOf(0);
  const patient = { ...patience, timeout: 0 };
  const refuse = async () => ({ done: false, reason: 'busy' }) as const;
  expect(await retry(patient, refuse, clock)).toEqual({ attempts: 1, last: { done: false, reason: 'busy' } });
  await expect(retry(patient, () => Promise.reject(new Error('broken')), clock)).rejects.toThrow('broken');
  expect(pauses).toEqual([]);
});

test('a pace leaves as much time as the rows take, and makes up for no more than a second', async () => {
  const { pauses, work, clock } = clockOf(0);
  const pace = paceOf(100, clock);
  await pace(40);
  work(300);
  await pace(40);
  work(60_000);
  await pace(40);
  await pace(100);
  expect(pauses).toEqual([400, 100, 400]);
});
