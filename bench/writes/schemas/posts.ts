import type { Schema, Sizes } from '../types.ts';

/** Authors of the given numbers of posts, besides those who have about a hundred each. */
export const fanOuts = [10, 100, 1_000, 10_000] as const;

/** How many authors have about a hundred posts each. */
export function usualAuthors({ rows }: Sizes): number {
  return Math.max(1, Math.floor(rows / 100));
}

/** The author who has this many posts. */
export function authorOf(fanOut: (typeof fanOuts)[number], sizes: Sizes): number {
  return usualAuthors(sizes) + 1 + fanOuts.indexOf(fanOut);
}

const definition = `
  SELECT p.pk_post, p.id,
         jsonb_build_object('id', p.id, 'title', p.title,
                            'author', jsonb_build_object('id', u.id, 'name', u.name)) AS data
  FROM tb_post p
  JOIN tb_user u ON u.pk_user = p.fk_user`;

/** Posts with their authors: one table joined to another, the usual document. */
export const posts: Schema = {
  name: 'posts',
  // The posts of an author lie scattered over the table, as they do where many authors write at once.
  tables: (sizes) => `
    CREATE TABLE tb_user (
      pk_user integer PRIMARY KEY,
      id uuid NOT NULL UNIQUE,
      name text NOT NULL,
      logins integer NOT NULL DEFAULT 0
    );
    CREATE TABLE tb_post (
      pk_post integer PRIMARY KEY,
      id uuid NOT NULL UNIQUE,
      fk_user integer NOT NULL REFERENCES tb_user,
      title text NOT NULL,
      views integer NOT NULL DEFAULT 0
    );
    INSERT INTO tb_user (pk_user, id, name)
    SELECT n, md5('user ' || n)::uuid, 'user ' || n
    FROM generate_series(1, ${usualAuthors(sizes) + fanOuts.length}) AS n;
    INSERT INTO tb_post (pk_post, id, fk_user, title)
    SELECT n, md5('post ' || n)::uuid,
           CASE ${fanOuts.map((fanOut, i) => `WHEN n % 10 = ${i} AND n < ${fanOut * 10} THEN ${authorOf(fanOut, sizes)}`).join(' ')}
             ELSE 1 + n % ${usualAuthors(sizes)} END,
           'post ' || n || repeat(' lorem ipsum', n % 4)
    FROM generate_series(1, ${sizes.rows}) AS n;
    CREATE INDEX ON tb_post (fk_user);`,
  definitions: [{ file: 'tv_post.sql', text: definition }],
  keyOf: () => 'pk_post',
  byHand: { 'by hand': 'posts.sql', 'by hand, patching': 'posts-patched.sql' },
};
