import { posts } from '../schemas/posts.ts';
import type { Case, Sizes, Workload } from '../types.ts';

/** A post's title, anywhere in the table. */
export function changeTitle(sizes: Sizes): Case['write'] {
  return (session, stream) =>
    session.run('UPDATE tb_post SET title = $1 WHERE pk_post = $2', [
      stream.text('title'),
      stream.between(1, sizes.rows),
    ]);
}

export const rootRow: Workload = {
  letter: 'a',
  title: 'one row of the root',
  schema: posts,
  cases: (sizes) => [{ name: 'one title', transactions: 1_000 * sizes.effort, write: changeTitle(sizes) }],
};
