-- Products made of parts made of parts, with quantities that multiply: the cost of each product.
CREATE TABLE tb_item (pk_item integer PRIMARY KEY, name text NOT NULL, price numeric(8, 2));
CREATE TABLE tb_component (
  pk_component integer PRIMARY KEY,
  fk_whole integer NOT NULL REFERENCES tb_item,
  fk_part integer NOT NULL REFERENCES tb_item,
  quantity integer NOT NULL
);
CREATE INDEX ON tb_component (fk_whole);
CREATE INDEX ON tb_component (fk_part);

-- A bicycle has two wheels and a frame, a wheel 30 spokes; a cart has four wheels.
INSERT INTO tb_item VALUES (1, 'bicycle', NULL), (2, 'wheel', NULL), (3, 'frame', 100), (4, 'spoke', 0.50), (5, 'cart', NULL);
INSERT INTO tb_component VALUES (1, 1, 2, 2), (2, 1, 3, 1), (3, 2, 4, 30), (4, 5, 2, 4);
