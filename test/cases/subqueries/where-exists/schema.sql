-- EXISTS, NOT EXISTS, IN and NOT IN in WHERE decide which rows are in.
CREATE TABLE tb_shop (
  pk_shop integer PRIMARY KEY,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  name text NOT NULL,
  region text
);
CREATE TABLE tb_offer (
  pk_offer integer PRIMARY KEY,
  fk_shop integer REFERENCES tb_shop,
  active boolean NOT NULL,
  title text NOT NULL DEFAULT ''
);
CREATE TABLE tb_complaint (
  pk_complaint integer PRIMARY KEY,
  fk_offer integer NOT NULL REFERENCES tb_offer,
  settled boolean NOT NULL DEFAULT false
);
CREATE TABLE tb_closed_region (
  region text PRIMARY KEY
);

INSERT INTO tb_shop (pk_shop, name, region) VALUES (1, 'A', 'north'), (2, 'B', 'south'), (3, 'C', NULL), (4, 'D', 'north');
INSERT INTO tb_offer VALUES (1, 1, true), (2, 1, false), (3, 2, true), (4, 3, false), (5, NULL, true);
INSERT INTO tb_complaint VALUES (1, 3, false), (2, 1, true);
INSERT INTO tb_closed_region VALUES ('west');
