-- Set operations whose branches need to be told apart, or compared: a constant in the key, INTERSECT, EXCEPT, LIMIT inside.
CREATE TABLE tb_person (pk_person integer PRIMARY KEY, name text NOT NULL, city text);
CREATE TABLE tb_company (pk_company integer PRIMARY KEY, name text NOT NULL, city text, fk_owner integer);
CREATE INDEX ON tb_person (city);
CREATE INDEX ON tb_company (city);
CREATE INDEX ON tb_company (fk_owner);

INSERT INTO tb_person VALUES (1, 'Ann', 'Oslo'), (2, 'Ben', 'Rome'), (3, 'Cid', NULL);
INSERT INTO tb_company VALUES (1, 'one', 'Oslo', 1), (2, 'two', 'Bonn', 2), (3, 'three', NULL, 1);
