-- A key that no constraint makes unique: while it is, all is well; a write that leads to two rows of one key fails.
CREATE TABLE tb_guest (
  pk_guest integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_stay (
  pk_stay integer PRIMARY KEY,
  fk_guest integer NOT NULL REFERENCES tb_guest,
  room text NOT NULL,
  over boolean NOT NULL
);

INSERT INTO tb_guest VALUES (1, 'Ann'), (2, 'Ben');
INSERT INTO tb_stay VALUES (1, 1, '101', false), (2, 1, '102', true);
