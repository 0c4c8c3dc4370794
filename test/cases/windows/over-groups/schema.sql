-- Windows over groups: each category's share of its shop, and its place by what it sold.
CREATE TABLE tb_shop (pk_shop integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE tb_receipt (pk_receipt integer PRIMARY KEY, fk_shop integer REFERENCES tb_shop, category text NOT NULL, amount integer NOT NULL);
CREATE INDEX ON tb_receipt (fk_shop, category);

INSERT INTO tb_shop VALUES (1, 'corner'), (2, 'mall');
INSERT INTO tb_receipt VALUES (1, 1, 'food', 60), (2, 1, 'food', 20), (3, 1, 'toys', 20), (4, 2, 'food', 10), (5, NULL, 'toys', 1);
