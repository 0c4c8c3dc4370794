import { lengths, orders } from '../schemas/orders.ts';
import type { Case, Workload } from '../types.ts';

const shortOrders = 2_000;

/** A line of an order of this length. */
function changeLine(length: (typeof lengths)[number], effort: number): Case {
  const [first, last] = length === 10 ? [1, shortOrders * 10] : [shortOrders * 10 + 1, shortOrders * 20];
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
  parts: ({ effort }) => [{ schema: orders(shortOrders), cases: lengths.map((length) => changeLine(length, effort)) }],
};
