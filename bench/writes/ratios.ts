import type { Cost } from './measure.ts';
import type { Result } from './results.ts';
import { ratioOf, type Spread, spreadOf } from './statistics.ts';

/** A side of what a transaction costs. */
export type Measure = keyof Cost;

/** What clients wait for in a case: with several clients it is throughput that counts, not how long one of them waits. */
export function waitOf({ measured }: Pick<Result, 'measured'>): Measure {
  return (measured.clients ?? 1) > 1 ? 'interval' : 'latency';
}

/** What one result is of another, run by run; undefined where it could not be measured. */
export function ratioBetween(one: Result, other: Result, measure: Measure): Spread | undefined {
  const values = valuesOf(one, measure);
  const others = valuesOf(other, measure);
  return values.length === 0 || others.length === 0 ? undefined : ratioOf(values, others);
}

/** The result of a variant in the same case. */
export function resultOf(variant: string, { workload, measured }: Result, results: readonly Result[]) {
  return results.find(
    (each) =>
      each.variant === variant && each.workload.letter === workload.letter && each.measured.name === measured.name,
  );
}

/** The median of the runs; undefined where it could not be measured. */
export function medianOf(result: Result, measure: Measure): number | undefined {
  const values = valuesOf(result, measure);
  return values.length === 0 ? undefined : spreadOf(values).median;
}

function valuesOf({ costs }: Result, measure: Measure): readonly number[] {
  return costs.map((cost) => cost[measure]).filter((value) => value !== undefined);
}
