import { catalogue, categories } from '../schemas/catalogue.ts';
import type { Case, Workload } from '../types.ts';

const sizes = [1_000, 10_000, 100_000] as const;

function casesOf(products: number, effort: number): readonly Case[] {
  const label = `of ${products.toLocaleString('en')} products`;
  const some = products / 100;
  return [
    {
      name: `one price ${label}`,
      transactions: 500 * effort,
      write: (session, stream) =>
        session.run('UPDATE tb_product SET price = price + 0.01 WHERE pk_product = $1', [stream.between(1, products)]),
    },
    {
      name: `1 % ${label}`,
      rows: some,
      transactions: Math.min(20, 10_000 / some) * effort,
      write: (session, stream) => {
        const first = stream.between(1, products - some + 1);
        return session.run('UPDATE tb_product SET price = price + 0.01 WHERE pk_product BETWEEN $1 AND $2', [
          first,
          first + some - 1,
        ]);
      },
    },
    {
      name: `one review ${label}`,
      transactions: 500 * effort,
      write: (session, stream) =>
        session.run('UPDATE tb_review SET rating = 1 + rating % 5 WHERE pk_review = $1', [
          stream.between(1, products * 5),
        ]),
    },
    {
      name: `one category ${label}`,
      transactions: 50 * effort,
      write: (session, stream) =>
        session.run('UPDATE tb_category SET name = $1 WHERE pk_category = $2', [
          stream.text('category'),
          stream.between(1, categories(products)),
        ]),
    },
  ];
}

export const productCatalogue: Workload = {
  letter: 'k',
  title: 'the product catalogue',
  parts: ({ mostRows, effort }) =>
    sizes
      .filter((products) => products * 5 <= mostRows)
      .map((products) => ({ schema: catalogue(products), cases: casesOf(products, effort) })),
};
