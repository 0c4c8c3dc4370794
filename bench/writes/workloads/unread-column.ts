import { posts } from '../schemas/posts.ts';
import type { Workload } from '../types.ts';

export const unreadColumn: Workload = {
  letter: 'e',
  title: 'a column that no TVIEW reads',
  parts: ({ rows, effort }) => [
    {
      schema: posts(rows),
      cases: [1, 8].map((clients) => ({
        name: `views of one post, ${clients} client${clients > 1 ? 's' : ''}`,
        clients,
        transactions: (1_000 * effort) / (clients > 1 ? 2 : 1),
        write: (session, stream) =>
          session.run('UPDATE tb_post SET views = views + 1 WHERE pk_post = $1', [stream.between(1, rows)]),
      })),
    },
  ],
};
