-- A key that is computed from what is computed on the nullable side of a join: where that side is absent the inner
-- expression is NULL, whatever it would make of NULLs.
CREATE TABLE tb_seat (pk_seat integer PRIMARY KEY);
CREATE TABLE tb_guest (pk_guest integer PRIMARY KEY, fk_seat integer REFERENCES tb_seat, name text);
CREATE INDEX ON tb_guest (fk_seat);
INSERT INTO tb_seat VALUES (1), (2), (3);
INSERT INTO tb_guest VALUES (1, 1, 'Ann'), (2, 2, NULL);
