import type pg from 'pg';
import type { Write } from './writes.ts';

/** Medians of one write, in milliseconds from sending it to its answer, its commit included. */
export interface Cost {
  readonly without: number;
  readonly with: number;
}

/**
 * Repeats a write in both databases. They take turns, so that whatever else this machine does meets both alike; the
 * first round is for warming up.
 */
export async function measureWrite(write: Write, without: pg.Client, withTviews: pg.Client): Promise<Cost> {
  const times: { without: number[]; with: number[] } = { without: [], with: [] };
  for (let run = 1; run <= write.repetitions + 1; run++) {
    const withoutTviews = await timeQuery(without, write.sql(run));
    const maintained = await timeQuery(withTviews, write.sql(run));
    if (run === 1) continue;
    times.without.push(withoutTviews);
    times.with.push(maintained);
  }
  return { without: median(times.without), with: median(times.with) };
}

/** The median time of the same query, repeated. */
export async function measureQuery(client: pg.Client, sql: string, repetitions = 11): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < repetitions; run++) times.push(await timeQuery(client, sql));
  return median(times);
}

async function timeQuery(client: pg.Client, sql: string): Promise<number> {
  const start = performance.now();
  await client.query(sql);
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
