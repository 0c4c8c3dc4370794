-- Savepoints, rolled back, released and nested: what survives is what counts.
CREATE TABLE tb_wallet (
  pk_wallet integer PRIMARY KEY,
  owner text NOT NULL
);
CREATE TABLE tb_coin (
  pk_coin integer PRIMARY KEY,
  fk_wallet integer REFERENCES tb_wallet,
  amount integer NOT NULL CHECK (amount >= 0)
);

INSERT INTO tb_wallet VALUES (1, 'Ann'), (2, 'Ben');
INSERT INTO tb_coin VALUES (1, 1, 10), (2, 1, 20), (3, 2, 5);
