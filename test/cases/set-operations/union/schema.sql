-- What a person did, from two tables.
CREATE TABLE tb_person (pk_person integer PRIMARY KEY, name text);
CREATE TABLE tb_order (pk_order integer PRIMARY KEY, fk_person integer, total integer NOT NULL);
CREATE TABLE tb_visit (pk_visit integer PRIMARY KEY, fk_person integer, place text);
CREATE INDEX ON tb_order (fk_person);
CREATE INDEX ON tb_visit (fk_person);

INSERT INTO tb_person VALUES (1, 'Ann'), (2, 'Ben'), (3, 'Cid');
INSERT INTO tb_order VALUES (1, 1, 10), (2, 1, 10), (3, 2, 5);
INSERT INTO tb_visit VALUES (1, 2, 'shop'), (2, 3, 'fair'), (3, NULL, 'street');
