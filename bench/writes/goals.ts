import { type Measure, ratioBetween, resultOf, waitOf } from './ratios.ts';
import type { Result } from './results.ts';
import type { Spread } from './statistics.ts';

/** What tviews are to reach: their cost is at most so many times that of another variant in the same cases. */
interface Goal {
  readonly letter: string;
  readonly cases: RegExp;
  readonly against: string;
  readonly most: number;
}

const goals: readonly Goal[] = [
  { letter: 'a', cases: /./, against: 'by hand', most: 1.25 },
  { letter: 'b', cases: / 100 posts/, against: 'by hand', most: 1.15 },
  { letter: 'c', cases: /(UPDATE|DELETE) of 10?,000/, against: 'by hand', most: 1.15 },
  { letter: 'c', cases: /INSERT of 1,000/, against: 'by hand', most: 1.15 },
  { letter: 'c', cases: /INSERT of 10,000/, against: 'by hand', most: 1.1 },
  { letter: 'd', cases: /of one row/, against: 'by hand', most: 1 },
  { letter: 'e', cases: /./, against: 'no TVIEW', most: 1.1 },
  { letter: 'i', cases: /^8 clients, any post$/, against: 'by hand', most: 1.25 },
  { letter: 'i', cases: /^8 clients.*5 ms/, against: 'no TVIEW', most: 1.1 },
  { letter: 'j', cases: /./, against: 'CREATE MATERIALIZED VIEW', most: 1.3 },
  { letter: 'k', cases: /one price of 100,000/, against: 'REFRESH', most: 1 / 3_000 },
  { letter: 'k', cases: /1 % of 100,000/, against: 'REFRESH', most: 1 / 10 },
];

/** A goal in one case: what was asked for, and what was measured. */
interface Finding {
  readonly name: string;
  readonly against: string;
  readonly most: number;
  readonly cpu: Spread | undefined;
  /** Of what clients wait; with several clients, of the inverse of throughput. */
  readonly wait: Spread | undefined;
}

/** What became of the goals for which there are results. */
export function findingsOf(results: readonly Result[]): readonly Finding[] {
  const own = results.filter(({ variant }) => variant === 'tviews');
  return goals.flatMap(({ letter, cases, against, most }) =>
    own
      .filter(({ workload, measured }) => workload.letter === letter && cases.test(measured.name))
      .map((result) => {
        const other = resultOf(against, result, results);
        const ratio = (measure: Measure) => other && ratioBetween(result, other, measure);
        return {
          name: `(${letter}) ${result.measured.name}`,
          against,
          most,
          cpu: ratio('cpu'),
          wait: ratio(waitOf(result)),
        };
      }),
  );
}
