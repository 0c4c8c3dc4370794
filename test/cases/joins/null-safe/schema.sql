-- Joined by IS NOT DISTINCT FROM: NULL finds NULL.
CREATE TABLE tb_shelf (pk_shelf integer PRIMARY KEY, zone text, label text NOT NULL);
CREATE TABLE tb_box (pk_box integer PRIMARY KEY, zone text, weight integer NOT NULL);
CREATE INDEX ON tb_shelf (zone);
CREATE INDEX ON tb_box (zone);

INSERT INTO tb_shelf VALUES (1, 'a', 'left'), (2, NULL, 'right'), (3, 'b', 'top');
INSERT INTO tb_box VALUES (1, 'a', 5), (2, NULL, 6), (3, NULL, 7), (4, 'c', 8);
