/** All that the fuzzer takes from the tests that change tables at random. */
export type { RandomTransaction } from '../../src/prove/random-script.ts';
export { scriptArbitrary } from '../../src/prove/random-script.ts';
export { type RowChange, rowChangeArbitrary } from '../../src/prove/random-statements.ts';
export type { TableShape } from '../../src/prove/table-shapes.ts';
export { readTableShapes } from '../database/table-shapes.ts';
