-- Two TVIEWs over one, a fourth over both, which also reads the table at the bottom: one path may be behind another.
CREATE TABLE tb_item (
  pk_item integer PRIMARY KEY,
  fk_group integer,
  name text NOT NULL,
  price integer NOT NULL,
  stock integer NOT NULL
);
CREATE TABLE tb_group (
  pk_group integer PRIMARY KEY,
  title text NOT NULL
);

INSERT INTO tb_group VALUES (1, 'G1'), (2, 'G2'), (3, 'G3');
INSERT INTO tb_item VALUES (1, 1, 'a', 10, 1), (2, 1, 'b', 20, 0), (3, 2, 'c', 30, 5), (4, NULL, 'd', 40, 2);
