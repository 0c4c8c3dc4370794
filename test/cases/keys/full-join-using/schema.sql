-- FULL JOIN USING of what has one row for each value: the merged column is a key, as the join would have matched two.
CREATE TABLE tb_sale (pk_sale integer PRIMARY KEY, fk_item integer NOT NULL, quantity integer NOT NULL);
CREATE TABLE tb_rating (pk_rating integer PRIMARY KEY, fk_item integer NOT NULL, stars integer NOT NULL);
CREATE TABLE tb_price (fk_item integer PRIMARY KEY, price numeric NOT NULL);
CREATE INDEX ON tb_sale (fk_item);
CREATE INDEX ON tb_rating (fk_item);

INSERT INTO tb_sale VALUES (1, 1, 5), (2, 1, 6), (3, 2, 7);
INSERT INTO tb_rating VALUES (1, 2, 5), (2, 3, 4);
INSERT INTO tb_price VALUES (3, 10), (4, 20);
