-- Statements that change many rows at once: values swap, rotate and meet; UPDATE FROM, DELETE USING, a bulk insert.
CREATE TABLE tb_bin (
  pk_bin integer PRIMARY KEY,
  name text NOT NULL,
  position integer NOT NULL
);
CREATE TABLE tb_part (
  pk_part integer PRIMARY KEY,
  fk_bin integer REFERENCES tb_bin,
  name text NOT NULL,
  weight integer NOT NULL DEFAULT 1
);

INSERT INTO tb_bin VALUES (1, 'A', 1), (2, 'B', 2), (3, 'C', 3);
INSERT INTO tb_part VALUES (1, 1, 'a', 1), (2, 2, 'b', 1), (3, 3, 'c', 1), (4, NULL, 'd', 1), (5, 1, 'a', 1);
