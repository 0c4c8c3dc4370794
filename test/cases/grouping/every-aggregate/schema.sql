-- Every kind of aggregate, grouped by the root's key.
CREATE TABLE tb_team (
  pk_team integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_player (
  pk_player integer PRIMARY KEY,
  fk_team integer REFERENCES tb_team,
  nick text NOT NULL,
  score numeric(8, 2),
  shots integer,
  injured boolean,
  flags bit(4) NOT NULL DEFAULT B'0000',
  born date
);

INSERT INTO tb_team VALUES (1, 'Reds'), (2, 'Blues'), (3, 'Empty');
INSERT INTO tb_player VALUES
  (1, 1, 'ace', 10.50, 7, false, B'0001', '1990-01-01'), (2, 1, 'bob', 20.00, 3, true, B'0010', '1985-05-05'),
  (3, 1, 'cat', NULL, NULL, NULL, B'0100', NULL), (4, 2, 'dog', 5.25, 5, false, B'1000', '2000-12-31'), (5, NULL, 'free', 1, 1, false, B'1111', NULL);
