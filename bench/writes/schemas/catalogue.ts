import type { Stream } from '../stream.ts';
import type { Schema } from '../types.ts';

const definition = `
  SELECT p.pk_product,
         jsonb_build_object(
           'id', p.pk_product, 'name', p.name, 'price', p.price,
           'category', jsonb_build_object('id', c.pk_category, 'name', c.name),
           'supplier', CASE WHEN s.pk_supplier IS NOT NULL THEN jsonb_build_object('id', s.pk_supplier, 'name', s.name) END,
           'quantity', i.quantity,
           'reviews', jsonb_build_object('count', coalesce(r.count, 0), 'average', r.average)) AS data
  FROM tb_product p
  JOIN tb_category c ON c.pk_category = p.fk_category
  LEFT JOIN tb_supplier s ON s.pk_supplier = p.fk_supplier
  LEFT JOIN tb_inventory i ON i.fk_product = p.pk_product
  LEFT JOIN (
    SELECT fk_product, count(*) AS count, avg(rating) AS average FROM tb_review GROUP BY fk_product
  ) r ON r.fk_product = p.pk_product`;

/** How many categories so many products have: about a hundred products each. */
export function categories(products: number): number {
  return Math.max(1, Math.floor(products / 100));
}

/** Products with their category, supplier, stock and reviews, of which each product has five. */
export function catalogue(products: number): Schema {
  return {
    name: `catalogue ${products}`,
    tables: `
      CREATE TABLE tb_category (pk_category integer PRIMARY KEY, name text NOT NULL);
      CREATE TABLE tb_supplier (pk_supplier integer PRIMARY KEY, name text NOT NULL);
      CREATE TABLE tb_product (
        pk_product integer PRIMARY KEY,
        fk_category integer NOT NULL REFERENCES tb_category,
        fk_supplier integer REFERENCES tb_supplier,
        name text NOT NULL,
        price numeric(10, 2) NOT NULL
      );
      CREATE TABLE tb_inventory (fk_product integer PRIMARY KEY REFERENCES tb_product, quantity integer NOT NULL);
      CREATE TABLE tb_review (
        pk_review integer PRIMARY KEY,
        fk_product integer NOT NULL REFERENCES tb_product,
        rating integer NOT NULL
      );
      INSERT INTO tb_category SELECT n, 'category ' || n FROM generate_series(1, ${categories(products)}) AS n;
      INSERT INTO tb_supplier SELECT n, 'supplier ' || n FROM generate_series(1, ${categories(products)}) AS n;
      INSERT INTO tb_product
      SELECT n, 1 + n % ${categories(products)}, CASE WHEN n % 5 > 0 THEN 1 + n / 5 % ${categories(products)} END,
             'product ' || n, n % 1000
      FROM generate_series(1, ${products}) AS n;
      INSERT INTO tb_inventory SELECT n, n % 77 FROM generate_series(1, ${products}) AS n WHERE n % 10 > 0;
      INSERT INTO tb_review SELECT n, 1 + n % ${products}, 1 + n % 5 FROM generate_series(1, ${products * 5}) AS n;
      CREATE INDEX ON tb_product (fk_category);
      CREATE INDEX ON tb_product (fk_supplier);
      CREATE INDEX ON tb_review (fk_product);`,
    definitions: [{ file: 'tv_product.sql', text: definition }],
    indexesOf: () => ['pk_product'],
    byHand: [{ name: 'by hand', file: 'catalogue.sql' }],
    anyWrite: (stream) => anyWrite(stream, products),
  };
}

function anyWrite(stream: Stream, products: number): string {
  const product = stream.between(1, Math.min(10, products));
  const category = stream.between(1, Math.min(3, categories(products)));
  const text = stream.text('text');
  const statements = [
    `UPDATE tb_product SET price = price + 1 WHERE pk_product = ${product}`,
    `UPDATE tb_product SET fk_category = ${category} WHERE pk_product = ${product}`,
    `UPDATE tb_product SET fk_supplier = nullif(${category}, 3) WHERE pk_product BETWEEN ${product} AND ${product + 2}`,
    `UPDATE tb_category SET name = '${text}' WHERE pk_category = ${category}`,
    `UPDATE tb_supplier SET name = '${text}' WHERE pk_supplier = ${category}`,
    `INSERT INTO tb_inventory VALUES (${product}, 1) ON CONFLICT (fk_product) DO UPDATE SET quantity = tb_inventory.quantity + 1`,
    `DELETE FROM tb_inventory WHERE fk_product = ${product}`,
    `INSERT INTO tb_review SELECT max(pk_review) + 1, ${product}, 3 FROM tb_review`,
    `UPDATE tb_review SET rating = 1 + (rating + 1) % 5 WHERE fk_product = ${product}`,
    `DELETE FROM tb_review WHERE pk_review = (SELECT max(pk_review) FROM tb_review)`,
    `INSERT INTO tb_product SELECT max(pk_product) + 1, ${category}, NULL, '${text}', 1 FROM tb_product`,
  ];
  return statements[stream.between(0, statements.length - 1)] ?? '';
}
