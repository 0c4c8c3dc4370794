import { lengths, orders, ordersOf } from '../schemas/orders.ts';
import type { Case, Workload } from '../types.ts';

function changeLine(length: (typeof lengths)[number], effort: number): Case {
  const [first, last] = length === 10 ? [1, 20_000] : [20_001, 20_000 + ordersOf[1_000] * 1_000];
  return {
    name: `one of ${length.toLocaleString('en')} lines`,
    transactions: (3_000 / Math.sqrt(length)) * effort,
    write: (session, stream) =>
      session.run('UPDATE tb_line SET product = $1 WHERE pk_line = $2', [
        stream.text('product'),
        stream.between(first, last),
      ]),
  };
}

export const arrays: Workload = {
  letter: 'h',
  title: 'an element of an array',
  parts: ({ effort }) => [{ schema: orders, cases: lengths.map((length) => changeLine(length, effort)) }],
};
