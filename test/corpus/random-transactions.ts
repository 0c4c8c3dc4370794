// The only place in this folder that knows where random transactions come from.
export { formatScript, type RandomStep, type RandomTransaction, scriptArbitrary } from '../properties/random-script.ts';
export { readTableShapes } from '../properties/table-shapes.ts';
