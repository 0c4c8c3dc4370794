import { posts } from '../schemas/posts.ts';
import type { Case, Workload } from '../types.ts';

const writes = 100;

function inOneTransaction(all: number, rows: number): Case['write'] {
  return async (session, stream) => {
    const first = stream.between(1, all - rows + 1);
    await session.run('BEGIN');
    for (let n = 0; n < writes; n += 1)
      await session.run('UPDATE tb_post SET title = $1 WHERE pk_post = $2', [stream.text('title'), first + (n % rows)]);
    await session.run('COMMIT');
  };
}

export const oneTransaction: Workload = {
  letter: 'd',
  title: 'many writes in one transaction',
  parts: ({ rows, effort }) => [
    {
      schema: posts(rows),
      cases: [
        { name: '100 writes of one row', transactions: 20 * effort, write: inOneTransaction(rows, 1) },
        { name: '100 writes of 100 rows', transactions: 20 * effort, write: inOneTransaction(rows, writes) },
      ],
    },
  ],
};
