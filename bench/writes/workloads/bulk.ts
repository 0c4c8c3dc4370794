import { posts, usualAuthors } from '../schemas/posts.ts';
import type { Case, Workload } from '../types.ts';

const batches = [10, 100, 1_000, 10_000, 100_000] as const;

/** Transactions of a run: enough for a number, few enough for patience. */
function repeats(rows: number, effort: number): number {
  return Math.max(1, Math.min(200, 10_000 / rows) * effort);
}

function update(rows: number, all: number, effort: number): Case {
  return {
    name: `UPDATE of ${rows.toLocaleString('en')} rows`,
    rows,
    transactions: repeats(rows, effort),
    write: (session, stream) => {
      const first = stream.between(1, all - rows + 1);
      return session.run('UPDATE tb_post SET title = $1 || pk_post WHERE pk_post BETWEEN $2 AND $3', [
        stream.text('title'),
        first,
        first + rows - 1,
      ]);
    },
  };
}

/** Batches of new rows follow each other, and are removed before the next run. */
function insert(rows: number, all: number, effort: number): Case {
  return {
    name: `INSERT of ${rows.toLocaleString('en')} rows`,
    rows,
    transactions: repeats(rows, effort),
    prepare: (session) => session.run('DELETE FROM tb_post WHERE pk_post > $1', [all]),
    write: (session, stream) =>
      session.run(insertion(all), [stream.text('title'), all + (stream.count() - 1) * rows, rows]),
  };
}

/** The rows that are deleted are inserted before. */
function remove(rows: number, all: number, effort: number): Case {
  const count = repeats(rows, effort);
  return {
    name: `DELETE of ${rows.toLocaleString('en')} rows`,
    rows,
    transactions: count,
    prepare: async (session, stream) => {
      await session.run('DELETE FROM tb_post WHERE pk_post > $1', [all]);
      await session.run(insertion(all), [stream.text('title'), all, Math.ceil(count) * rows]);
    },
    write: (session, stream) => {
      const first = all + 1 + (stream.count() - 1) * rows;
      return session.run('DELETE FROM tb_post WHERE pk_post BETWEEN $1 AND $2', [first, first + rows - 1]);
    },
  };
}

function insertion(all: number): string {
  return `
    INSERT INTO tb_post (pk_post, id, fk_user, title)
    SELECT $2::integer + n, md5('post ' || $2::integer + n)::uuid, 1 + n % ${usualAuthors(all)}, $1 || n
    FROM generate_series(1, $3::integer) AS n`;
}

export const bulk: Workload = {
  letter: 'c',
  title: 'many rows in one statement',
  parts: ({ rows: all, effort }) => [
    {
      schema: posts(all),
      cases: batches
        .filter((rows) => rows <= all)
        .flatMap((rows) => [update, insert, remove].map((kind) => kind(rows, all, effort))),
    },
  ],
};
