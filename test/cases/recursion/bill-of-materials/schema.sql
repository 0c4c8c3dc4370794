-- Products made of parts made of parts, with quantities that multiply: the cost of each product. A part has a greater
-- number than what it is a part of, so nothing is a part of itself.
CREATE TABLE tb_item (pk_item integer PRIMARY KEY, name text NOT NULL, price numeric(8, 2));
CREATE TABLE tb_component (
  pk_component integer PRIMARY KEY,
  fk_whole integer NOT NULL REFERENCES tb_item,
  fk_part integer NOT NULL REFERENCES tb_item,
  quantity integer NOT NULL,
  CHECK (fk_part > fk_whole)
);
CREATE INDEX ON tb_component (fk_whole);
CREATE INDEX ON tb_component (fk_part);

-- A bicycle has two wheels and a frame, a wheel 30 spokes; a cart has four wheels.
INSERT INTO tb_item VALUES (1, 'bicycle', NULL), (2, 'cart', NULL), (3, 'wheel', NULL), (4, 'frame', 100), (5, 'spoke', 0.50);
INSERT INTO tb_component VALUES (1, 1, 3, 2), (2, 1, 4, 1), (3, 3, 5, 30), (4, 2, 3, 4);
