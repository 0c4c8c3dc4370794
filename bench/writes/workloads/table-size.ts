import { posts } from '../schemas/posts.ts';
import type { Workload } from '../types.ts';
import { changeName } from './fan-out.ts';
import { changeTitle } from './root-row.ts';

const sizes = [10_000, 100_000, 1_000_000, 10_000_000] as const;

export const tableSize: Workload = {
  letter: 'l',
  title: 'the same write at growing sizes',
  without: ['REFRESH', 'pg_ivm'],
  parts: ({ mostRows, effort }) =>
    sizes
      .filter((rows) => rows <= mostRows)
      .map((rows) => ({
        schema: posts(rows),
        cases: [
          {
            name: `one title of ${rows.toLocaleString('en')}`,
            at: rows,
            transactions: 1_000 * effort,
            write: changeTitle(rows),
          },
          {
            name: `a name, 100 posts of ${rows.toLocaleString('en')}`,
            at: rows,
            transactions: 200 * effort,
            write: changeName(100, rows),
          },
        ],
      })),
};
