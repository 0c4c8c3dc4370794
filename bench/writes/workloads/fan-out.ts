import { authorOf, fanOuts, posts } from '../schemas/posts.ts';
import type { Workload } from '../types.ts';

export const fanOut: Workload = {
  letter: 'b',
  title: 'a parent with many children',
  schema: posts,
  cases: (sizes) =>
    fanOuts
      .filter((children) => children * 10 <= sizes.rows)
      .map((children) => ({
        name: `a name, ${children.toLocaleString('en')} posts`,
        rows: children,
        transactions: Math.ceil(Math.min(300, 20_000 / children) * sizes.effort),
        write: (session, stream) =>
          session.run('UPDATE tb_user SET name = $1 WHERE pk_user = $2', [
            stream.text('name'),
            authorOf(children, sizes),
          ]),
      })),
};
