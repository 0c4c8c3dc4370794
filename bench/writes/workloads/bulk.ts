import { posts, usualAuthors } from '../schemas/posts.ts';
import type { Case, Sizes, Workload } from '../types.ts';

const batches = [10, 100, 1_000, 10_000, 100_000] as const;

/** Rows of the next batch come after all others, and are gone when the run ends. */
const insert = (sizes: Sizes) => `
  INSERT INTO tb_post (pk_post, id, fk_user, title)
  SELECT n, md5('post ' || n)::uuid, 1 + n % ${usualAuthors(sizes)}, $1 || n
  FROM generate_series(${sizes.rows} + 1, ${sizes.rows} + $2) AS n`;
const remove = (sizes: Sizes) => `DELETE FROM tb_post WHERE pk_post > ${sizes.rows}`;

function casesOf(rows: number, sizes: Sizes): readonly Case[] {
  const repeated = Math.ceil(Math.min(200, 10_000 / rows) * sizes.effort);
  const label = `${rows.toLocaleString('en')} rows`;
  return [
    {
      name: `UPDATE of ${label}`,
      rows,
      transactions: repeated,
      write: (session, stream) => {
        const first = stream.between(1, sizes.rows - rows + 1);
        return session.run('UPDATE tb_post SET title = $1 || pk_post WHERE pk_post BETWEEN $2 AND $3', [
          stream.text('title'),
          first,
          first + rows - 1,
        ]);
      },
    },
    {
      name: `INSERT of ${label}`,
      rows,
      transactions: 1,
      prepare: (session) => session.run(remove(sizes)),
      write: (session, stream) => session.run(insert(sizes), [stream.text('title'), rows]),
    },
    {
      name: `DELETE of ${label}`,
      rows,
      transactions: 1,
      prepare: async (session, stream) => {
        await session.run(remove(sizes));
        await session.run(insert(sizes), [stream.text('title'), rows]);
      },
      write: (session) => session.run(remove(sizes)),
    },
  ];
}

export const bulk: Workload = {
  letter: 'c',
  title: 'many rows in one statement',
  schema: posts,
  cases: (sizes) => batches.filter((rows) => rows <= sizes.rows).flatMap((rows) => casesOf(rows, sizes)),
};
