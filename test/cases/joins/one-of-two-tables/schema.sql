-- The link comes from one of two tables: COALESCE over columns of both, also as the key of a group.
CREATE TABLE tb_firm (pk_firm integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE tb_depot (pk_depot integer PRIMARY KEY, fk_firm integer);
CREATE TABLE tb_parcel (pk_parcel integer PRIMARY KEY, fk_depot integer, fk_sender integer, grams integer NOT NULL);
CREATE INDEX ON tb_depot (fk_firm);
CREATE INDEX ON tb_parcel (fk_depot);
CREATE INDEX ON tb_parcel (fk_sender);

INSERT INTO tb_firm VALUES (1, 'one'), (2, 'two'), (3, 'three');
INSERT INTO tb_depot VALUES (1, 1), (2, NULL);
INSERT INTO tb_parcel VALUES (1, 1, 2, 5), (2, 2, 2, 6), (3, NULL, 3, 7), (4, NULL, NULL, 8);
