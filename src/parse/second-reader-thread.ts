import { parentPort } from 'node:worker_threads';
import { type Comparison, compareReadings } from './second-reading.ts';

// Answers each comparison with the first difference in words, or undefined.
parentPort?.on('message', (comparison: Comparison) => parentPort?.postMessage(compareReadings(comparison)));
