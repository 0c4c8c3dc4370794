CREATE TABLE tb_product (pk_product integer PRIMARY KEY, price integer NOT NULL);
CREATE TABLE tb_rate (pk_rate integer PRIMARY KEY, factor numeric NOT NULL);
