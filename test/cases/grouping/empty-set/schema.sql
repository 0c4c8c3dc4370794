-- The empty grouping set has a row even of nothing.
CREATE TABLE tb_shop (pk_shop integer PRIMARY KEY, town integer);
CREATE TABLE tb_sale (pk_sale integer PRIMARY KEY, town integer, product integer NOT NULL, amount integer NOT NULL);
CREATE INDEX ON tb_sale (town);
CREATE INDEX ON tb_shop (town);
INSERT INTO tb_shop VALUES (1, 1), (2, NULL);
INSERT INTO tb_sale VALUES (1, 1, 1, 10), (2, 1, 2, 20);
