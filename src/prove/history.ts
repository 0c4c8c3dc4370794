import type { RandomTransaction } from './random-script.ts';

/** What is run on a schema that has just been loaded: generated rows first, then transactions. */
export interface History {
  readonly inserts: readonly string[];
  readonly script: readonly RandomTransaction[];
}

/** The rows of a history as a transaction, if there are any. */
export function rowsOf({ inserts }: History): readonly RandomTransaction[] {
  return inserts.length === 0 ? [] : [{ steps: inserts.map((text) => ({ kind: 'statement', text })), end: 'COMMIT' }];
}
