import { setTimeout as sleep } from 'node:timers/promises';
import { posts, usualAuthors } from '../schemas/posts.ts';
import type { Case, Workload } from '../types.ts';
import { changeTitle } from './root-row.ts';

const hotAuthors = 10;

/** A post of one of the hot authors, or now and then the author's name: writers meet at the parents. */
function changeHot(rows: number): Case['write'] {
  return (session, stream) => {
    const author = stream.between(1, hotAuthors);
    if (stream.between(1, 10) === 1)
      return session.run('UPDATE tb_user SET name = $1 WHERE pk_user = $2', [stream.text('name'), author]);
    const post = author - 1 + usualAuthors(rows) * stream.between(10, 90);
    return session.run('UPDATE tb_post SET title = $1 WHERE pk_post = $2', [stream.text('title'), post]);
  };
}

/** A transaction that is open for 5 ms before it commits. */
function changeAndWait(rows: number): Case['write'] {
  const write = changeTitle(rows);
  return async (session, stream) => {
    await session.run('BEGIN');
    await write(session, stream);
    await sleep(5);
    await session.run('COMMIT');
  };
}

function casesOf(clients: number, rows: number, effort: number): readonly Case[] {
  const transactions = (4_000 / clients) * effort;
  const label = `${clients} client${clients > 1 ? 's' : ''}`;
  return [
    { name: `${label}, any post`, clients, transactions, write: changeTitle(rows) },
    { name: `${label}, posts and names of ${hotAuthors} authors`, clients, transactions, write: changeHot(rows) },
    { name: `${label}, any post, open for 5 ms`, clients, transactions: transactions / 4, write: changeAndWait(rows) },
  ];
}

export const clients: Workload = {
  letter: 'i',
  title: 'several clients',
  parts: ({ rows, effort }) => [
    { schema: posts(rows), cases: [1, 4, 8, 16].flatMap((count) => casesOf(count, rows, effort)) },
  ],
};
