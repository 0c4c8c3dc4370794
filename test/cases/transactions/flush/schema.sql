-- tviews.flush() in the middle of a transaction: it reads its own writes.
CREATE TABLE tb_city (
  pk_city integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_street (
  pk_street integer PRIMARY KEY,
  fk_city integer NOT NULL REFERENCES tb_city ON DELETE CASCADE,
  name text NOT NULL
);

INSERT INTO tb_city VALUES (1, 'Oslo'), (2, 'Rome');
INSERT INTO tb_street VALUES (1, 1, 'Main'), (2, 2, 'Via');
