-- A full join merges an integer and a numeric: equal keys look different on its two sides.
CREATE TABLE tb_count (item integer PRIMARY KEY, counted integer NOT NULL);
CREATE TABLE tb_price (item numeric(6,2) PRIMARY KEY, price integer NOT NULL);
INSERT INTO tb_count VALUES (1, 10), (2, 20);
INSERT INTO tb_price VALUES (2, 200), (3, 300);
