import { chain, levels } from '../schemas/chain.ts';
import type { Case, Workload } from '../types.ts';

function changeLevel(level: number, rows: number): Case['write'] {
  return (session, stream) =>
    session.run(`UPDATE tb_place_${level} SET name = $1 WHERE pk_place_${level} = $2`, [
      stream.text('place'),
      stream.between(1, rows / levels),
    ]);
}

export const chainOfFive: Workload = {
  letter: 'g',
  title: 'a chain of five TVIEWs',
  parts: ({ rows, effort }) => [
    {
      schema: chain(rows),
      cases: [
        { name: 'the first of five', transactions: 300 * effort, write: changeLevel(1, rows) },
        { name: 'the last of five', transactions: 500 * effort, write: changeLevel(levels, rows) },
      ],
    },
  ],
};
