/** All that the fuzzer takes from the tests that change tables at random. */
export type { RandomTransaction } from '../properties/random-script.ts';
export { scriptArbitrary } from '../properties/random-script.ts';
export { readTableShapes } from '../properties/table-shapes.ts';
