import { authorOf, fanOuts, posts } from '../schemas/posts.ts';
import type { Case, Workload } from '../types.ts';

/** The name of the author who has so many of the posts. */
export function changeName(children: (typeof fanOuts)[number], rows: number): Case['write'] {
  return (session, stream) =>
    session.run('UPDATE tb_user SET name = $1 WHERE pk_user = $2', [stream.text('name'), authorOf(children, rows)]);
}

export const fanOut: Workload = {
  letter: 'b',
  title: 'a parent with many children',
  parts: ({ rows, effort }) => [
    {
      schema: posts(rows),
      cases: fanOuts
        .filter((children) => children * 10 <= rows)
        .map((children) => ({
          name: `a name, ${children.toLocaleString('en')} posts`,
          at: children,
          rows: children,
          transactions: Math.min(300, 20_000 / children) * effort,
          write: changeName(children, rows),
        })),
    },
  ],
};
