import type { Cost } from './measure.ts';
import type { Case, Workload } from './types.ts';

/** What a variant took for a case, run by run. */
export interface Result {
  readonly workload: Pick<Workload, 'letter' | 'title'>;
  readonly measured: Pick<Case, 'name' | 'rows' | 'clients' | 'at'>;
  readonly variant: string;
  readonly costs: readonly Cost[];
}

/** Each run begins with another variant, so that none always comes after the same. */
export function rotated<Item>(items: readonly Item[], by: number): readonly Item[] {
  const first = by % items.length;
  return [...items.slice(first), ...items.slice(0, first)];
}
