import { posts } from '../schemas/posts.ts';
import type { Case, Workload } from '../types.ts';
import { changeTitle } from './root-row.ts';

/** Takes a snapshot that stays open, so that nothing that is written from now on can be cleaned up, and writes. */
function writeUnderSnapshot(rows: number, transactions: number): NonNullable<Case['once']> {
  return async (open) => {
    const reader = await open();
    await reader.script('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT FROM tb_post LIMIT 1');
    const writer = await open();
    await writer.script(`DO $$
      BEGIN
        FOR n IN 1..${transactions} LOOP
          UPDATE tb_post SET title = 'written ' || n WHERE pk_post = 1 + (n::bigint * 7919) % ${rows};
          COMMIT;
        END LOOP;
      END $$`);
  };
}

export const openSnapshot: Workload = {
  letter: 'm',
  title: 'under a snapshot that stays open',
  without: ['REFRESH', 'pg_ivm'],
  parts: ({ rows, effort }) => {
    const transactions = 1_000 * effort;
    const before = 200_000 * effort;
    const schema = { ...posts(rows), name: `snapshot ${rows}` };
    return [
      {
        schema,
        cases: [
          { name: 'one title, before', transactions, write: changeTitle(rows) },
          {
            name: `one title, after ${before.toLocaleString('en')} transactions`,
            transactions,
            once: writeUnderSnapshot(rows, before),
            write: changeTitle(rows),
          },
        ],
      },
    ];
  },
};
