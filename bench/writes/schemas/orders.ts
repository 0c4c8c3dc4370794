import type { Stream } from '../stream.ts';
import type { Schema } from '../types.ts';

/** How many lines the orders have that are measured. */
export const lengths = [10, 1_000] as const;

const definition = `
  SELECT o.pk_order,
         jsonb_build_object('id', o.pk_order, 'customer', o.customer,
           'lines', coalesce(
             (SELECT jsonb_agg(jsonb_build_object('id', l.pk_line, 'product', l.product, 'quantity', l.quantity)
                               ORDER BY l.position)
              FROM tb_line l WHERE l.fk_order = o.pk_order), '[]')) AS data
  FROM tb_order o`;

/** Orders whose documents hold their lines as an array: so many with 10 lines, then a hundredth of that with 1,000. */
export function orders(short: number): Schema {
  const long = short / 100;
  return {
    name: `orders ${short}`,
    tables: `
      CREATE TABLE tb_order (pk_order integer PRIMARY KEY, customer text NOT NULL);
      CREATE TABLE tb_line (
        pk_line integer PRIMARY KEY,
        fk_order integer NOT NULL REFERENCES tb_order,
        position integer NOT NULL,
        product text NOT NULL,
        quantity integer NOT NULL,
        UNIQUE (fk_order, position) DEFERRABLE
      );
      INSERT INTO tb_order SELECT n, 'customer ' || n FROM generate_series(1, ${short + long}) AS n;
      INSERT INTO tb_line
      SELECT n, CASE WHEN n <= ${short * 10} THEN 1 + n % ${short} ELSE ${short} + 1 + n % ${long} END,
             n, 'product ' || n % 500, 1 + n % 9
      FROM generate_series(1, ${short * 10 + long * 1_000}) AS n;`,
    definitions: [{ file: 'tv_order.sql', text: definition }],
    indexesOf: () => ['pk_order'],
    byHand: [
      { name: 'by hand', file: 'orders.sql' },
      { name: 'by hand, patching', file: 'orders-patched.sql' },
    ],
    anyWrite: (stream) => anyWrite(stream, short),
  };
}

function anyWrite(stream: Stream, short: number): string {
  const order = stream.between(1, 5);
  const line = order - 1 + short * stream.between(1, 9);
  const text = stream.text('text');
  const statements = [
    `UPDATE tb_line SET quantity = quantity + 1 WHERE pk_line = ${line}`,
    `UPDATE tb_line SET product = '${text}' WHERE fk_order BETWEEN ${order} AND ${order + 1}`,
    `UPDATE tb_line SET fk_order = ${stream.between(1, 5)} WHERE pk_line = ${line}`,
    `UPDATE tb_line SET position = position + ${stream.between(-9_999, 9_999)} WHERE pk_line = ${line}`,
    `DELETE FROM tb_line WHERE pk_line = ${line}`,
    `INSERT INTO tb_line SELECT max(pk_line) + 1, ${order}, max(position) + 1, '${text}', 1 FROM tb_line`,
    `UPDATE tb_order SET customer = '${text}' WHERE pk_order = ${order}`,
  ];
  return statements[stream.between(0, statements.length - 1)] ?? '';
}
