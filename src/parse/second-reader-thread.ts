import { parentPort } from 'node:worker_threads';
import { type Comparison, compareReadings } from './second-reading.ts';

/** Answers a comparison with the first difference in words, or undefined; one after the other. */
export type Difference = ReturnType<typeof compareReadings>;

parentPort?.on('message', (comparison: Comparison) => {
  parentPort?.postMessage(compareReadings(comparison) satisfies Difference);
});
