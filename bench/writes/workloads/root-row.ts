import { posts } from '../schemas/posts.ts';
import type { Case, Workload } from '../types.ts';

/** A post's title, anywhere in a table of so many. */
export function changeTitle(rows: number): Case['write'] {
  return (session, stream) =>
    session.run('UPDATE tb_post SET title = $1 WHERE pk_post = $2', [stream.text('title'), stream.between(1, rows)]);
}

export const rootRow: Workload = {
  letter: 'a',
  title: 'one row of the root',
  parts: ({ rows, effort }) => [
    { schema: posts(rows), cases: [{ name: 'one title', transactions: 1_000 * effort, write: changeTitle(rows) }] },
  ],
};
