import type pg from 'pg';
import { runOn } from '../../src/database/connect.ts';
import { createShapeReader, type TableShape } from '../../src/prove/table-shapes.ts';

/** All that the fuzzer takes from the tests that change tables at random. */
export type { RandomTransaction } from '../../src/prove/random-script.ts';
export { scriptArbitrary } from '../../src/prove/random-script.ts';

/** The tables of a database, with the values that random changes may write. */
export function readTableShapes(client: pg.ClientBase): Promise<readonly TableShape[]> {
  return createShapeReader(runOn(client))();
}
