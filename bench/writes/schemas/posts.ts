import type { Stream } from '../stream.ts';
import type { Schema } from '../types.ts';

/** Authors of the given numbers of posts, besides those who have about a hundred each. */
export const fanOuts = [10, 100, 1_000, 10_000] as const;

/** How many authors have about a hundred posts each. */
export function usualAuthors(rows: number): number {
  return Math.max(1, Math.floor(rows / 100));
}

/** The author who has this many of so many posts. */
export function authorOf(fanOut: (typeof fanOuts)[number], rows: number): number {
  return usualAuthors(rows) + 1 + fanOuts.indexOf(fanOut);
}

/** The tables and so many rows in tb_post. The posts of an author lie scattered, as where many authors write at once. */
export function postTables(rows: number): string {
  const authors = usualAuthors(rows);
  const special = fanOuts.map(
    (fanOut, i) => `WHEN n % 10 = ${i} AND n <= ${fanOut * 10} THEN ${authorOf(fanOut, rows)}`,
  );
  return `
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
    SELECT n, md5('user ' || n)::uuid, 'user ' || n FROM generate_series(1, ${authors + fanOuts.length}) AS n;
    INSERT INTO tb_post (pk_post, id, fk_user, title)
    SELECT n, md5('post ' || n)::uuid, CASE ${special.join(' ')} ELSE 1 + n % ${authors} END,
           'post ' || n || repeat(' lorem ipsum', n % 4)
    FROM generate_series(1, ${rows}) AS n;
    CREATE INDEX ON tb_post (fk_user);`;
}

const definition = `
  SELECT p.pk_post, p.id,
         jsonb_build_object('id', p.id, 'title', p.title,
                            'author', jsonb_build_object('id', u.id, 'name', u.name)) AS data
  FROM tb_post p
  JOIN tb_user u ON u.pk_user = p.fk_user`;

/** Posts with their authors: one table joined to another, the usual document. */
export function posts(rows: number): Schema {
  return {
    name: `posts ${rows}`,
    tables: postTables(rows),
    definitions: [{ file: 'tv_post.sql', text: definition }],
    indexesOf: () => ['pk_post', 'id'],
    byHand: [
      { name: 'by hand', file: 'posts.sql' },
      { name: 'by hand, patching', file: 'posts-patched.sql', only: ['b'] },
    ],
    anyWrite: (stream) => anyPostWrite(stream, rows),
  };
}

/** Writes of posts and their authors, most of them to a few rows. */
export function anyPostWrite(stream: Stream, rows: number): string {
  const post = stream.between(1, Math.min(50, rows));
  const author = stream.between(1, Math.min(5, usualAuthors(rows)));
  const text = stream.text('text');
  const statements = [
    `UPDATE tb_post SET title = '${text}' WHERE pk_post = ${post}`,
    `UPDATE tb_post SET title = '${text}' || pk_post WHERE pk_post BETWEEN ${post} AND ${post + 3}`,
    `UPDATE tb_post SET fk_user = ${author} WHERE pk_post = ${post}`,
    `UPDATE tb_post SET views = views + 1 WHERE pk_post = ${post}`,
    `DELETE FROM tb_post WHERE pk_post = ${post}`,
    `INSERT INTO tb_post (pk_post, id, fk_user, title)
     VALUES (${post}, gen_random_uuid(), ${author}, '${text}')
     ON CONFLICT (pk_post) DO UPDATE SET title = excluded.title, fk_user = excluded.fk_user`,
    `UPDATE tb_user SET name = '${text}' WHERE pk_user = ${author}`,
    `UPDATE tb_user SET logins = logins + 1 WHERE pk_user = ${author}`,
  ];
  return statements[stream.between(0, statements.length - 1)] ?? '';
}
