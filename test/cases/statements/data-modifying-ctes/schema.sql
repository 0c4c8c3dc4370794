-- One statement that writes several tables by common table expressions.
CREATE TABLE tb_basket (
  pk_basket integer PRIMARY KEY,
  owner text NOT NULL
);
CREATE TABLE tb_basket_line (
  pk_basket_line integer PRIMARY KEY,
  fk_basket integer NOT NULL,
  product text NOT NULL
);
CREATE TABLE tb_archive (
  pk_archive integer PRIMARY KEY,
  owner text NOT NULL,
  product text NOT NULL
);

INSERT INTO tb_basket VALUES (1, 'Ann'), (2, 'Ben'), (3, 'Cid');
INSERT INTO tb_basket_line VALUES (1, 1, 'cup'), (2, 1, 'pan'), (3, 2, 'pot');
