CREATE TABLE tb_author (pk_author integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE tb_book (
  pk_book integer PRIMARY KEY,
  fk_author integer REFERENCES tb_author,
  "Second Author" integer REFERENCES tb_author,
  title text NOT NULL
);
CREATE INDEX ON tb_book (title, fk_author);
