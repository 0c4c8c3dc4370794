import { setTimeout as sleep } from 'node:timers/promises';
import { posts } from '../schemas/posts.ts';
import type { Case, Sizes, Workload } from '../types.ts';
import { changeTitle } from './root-row.ts';

const hotAuthors = 10;

/** A post of one of the hot authors, and now and then the author's name: writers meet at the parents. */
function changeHot(sizes: Sizes): Case['write'] {
  return (session, stream) => {
    const author = stream.between(1, hotAuthors);
    if (stream.between(1, 10) === 1)
      return session.run('UPDATE tb_user SET name = $1 WHERE pk_user = $2', [stream.text('name'), author]);
    const posts = Math.floor(sizes.rows / 100);
    const post = author - 1 + posts * stream.between(10, 90);
    return session.run('UPDATE tb_post SET title = $1 WHERE pk_post = $2', [stream.text('title'), post]);
  };
}

/** A transaction that does something else for 5 ms before it commits. */
function changeAndThink(sizes: Sizes): Case['write'] {
  const write = changeTitle(sizes);
  return async (session, stream) => {
    await session.run('BEGIN');
    await write(session, stream);
    await sleep(5);
    await session.run('COMMIT');
  };
}

function casesOf(clients: number, sizes: Sizes): readonly Case[] {
  const transactions = Math.ceil((4_000 / clients) * sizes.effort);
  const label = `${clients} client${clients > 1 ? 's' : ''}`;
  return [
    { name: `${label}, any post`, clients, transactions, write: changeTitle(sizes) },
    { name: `${label}, posts and names of ${hotAuthors} authors`, clients, transactions, write: changeHot(sizes) },
    {
      name: `${label}, any post, open for 5 ms`,
      clients,
      transactions: transactions / 4,
      write: changeAndThink(sizes),
    },
  ];
}

export const clients: Workload = {
  letter: 'i',
  title: 'several clients',
  schema: posts,
  cases: (sizes) => (sizes.effort < 1 ? [8] : [1, 4, 8, 16]).flatMap((count) => casesOf(count, sizes)),
};
