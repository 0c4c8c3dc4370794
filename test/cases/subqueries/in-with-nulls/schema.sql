-- IN, NOT IN, = ANY and <> ALL as values and under NOT, over columns that may be NULL: one NULL makes the answer unknown.
CREATE TABLE tb_guest (pk_guest integer PRIMARY KEY, fk_host integer, name text NOT NULL);
CREATE TABLE tb_visit (pk_visit integer PRIMARY KEY, fk_guest integer, room text);
CREATE INDEX ON tb_guest (fk_host);
CREATE INDEX ON tb_visit (fk_guest);

INSERT INTO tb_guest VALUES (1, NULL, 'Ann'), (2, 1, 'Ben'), (3, 1, 'Cid'), (4, 3, 'Dot');
INSERT INTO tb_visit VALUES (1, 1, 'red'), (2, 2, NULL), (3, 2, 'blue');
