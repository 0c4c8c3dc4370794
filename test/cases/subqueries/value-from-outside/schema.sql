-- A subquery that hands on a value from outside: the value is NULL wherever the subquery has no row.
CREATE TABLE tb_seat (pk_seat integer PRIMARY KEY, price integer NOT NULL, fk_guest integer);
CREATE TABLE tb_guest (pk_guest integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE tb_ticket (pk_ticket integer PRIMARY KEY, fk_seat integer NOT NULL UNIQUE);
CREATE INDEX ON tb_seat (fk_guest);

INSERT INTO tb_guest VALUES (1, 'Ann'), (2, 'Bob');
INSERT INTO tb_seat VALUES (1, 10, 1), (2, 20, NULL), (3, 10, 3);
INSERT INTO tb_ticket VALUES (1, 1), (2, 2);
