// The only place in this folder that knows where random transactions come from.
export {
  formatScript,
  type RandomStep,
  type RandomTransaction,
  scriptArbitrary,
} from '../../src/prove/random-script.ts';
export { readTableShapes } from '../database/table-shapes.ts';
