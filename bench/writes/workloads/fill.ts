import { posts } from '../schemas/posts.ts';
import type { Workload } from '../types.ts';

export const fill: Workload = {
  letter: 'j',
  title: 'the initial fill',
  parts: ({ mostRows }) => [{ schema: posts(Math.min(1_000_000, mostRows)), cases: 'fill' }],
};
