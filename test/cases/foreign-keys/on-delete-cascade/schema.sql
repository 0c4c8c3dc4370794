-- ON DELETE CASCADE over three levels and a self reference: rows that no statement names disappear.
CREATE TABLE tb_forum (
  pk_forum integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_thread (
  pk_thread integer PRIMARY KEY,
  fk_forum integer REFERENCES tb_forum ON DELETE CASCADE,
  title text NOT NULL
);
CREATE TABLE tb_message (
  pk_message integer PRIMARY KEY,
  fk_thread integer NOT NULL REFERENCES tb_thread ON DELETE CASCADE,
  fk_answer_to integer REFERENCES tb_message ON DELETE CASCADE,
  body text NOT NULL
);

INSERT INTO tb_forum VALUES (1, 'News'), (2, 'Help');
INSERT INTO tb_thread VALUES (1, 1, 'Hello'), (2, 2, 'How to'), (3, 2, 'Why'), (4, NULL, 'Lost');
INSERT INTO tb_message VALUES (1, 1, NULL, 'a'), (2, 1, 1, 'b'), (3, 2, 2, 'c'), (4, 3, NULL, 'd'), (5, 4, 3, 'e'), (6, 3, 4, 'f');
