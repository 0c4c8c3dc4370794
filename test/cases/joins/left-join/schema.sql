-- An optional parent: NULL, set, moved, deleted; and a condition in ON that can fail by itself.
CREATE TABLE tb_category (
  pk_category integer PRIMARY KEY,
  name text,
  visible boolean NOT NULL DEFAULT true
);
CREATE TABLE tb_product (
  pk_product integer PRIMARY KEY,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  fk_category integer REFERENCES tb_category,
  name text NOT NULL
);

INSERT INTO tb_category VALUES (1, 'Tools', true), (2, 'Toys', false), (3, NULL, true);
INSERT INTO tb_product (pk_product, fk_category, name) VALUES (1, 1, 'Hammer'), (2, NULL, 'Thing'), (3, 2, 'Doll'), (4, 3, 'Box');
