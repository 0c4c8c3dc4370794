-- Aggregates both ways: documents of parents hold what their children add up to, documents of children their parents.
CREATE TABLE tb_user (
  pk_user integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_post (
  pk_post integer PRIMARY KEY,
  fk_user integer NOT NULL REFERENCES tb_user ON DELETE CASCADE,
  title text NOT NULL
);
CREATE TABLE tb_comment (
  pk_comment integer PRIMARY KEY,
  fk_post integer NOT NULL REFERENCES tb_post ON DELETE CASCADE,
  fk_user integer REFERENCES tb_user ON DELETE SET NULL,
  body text NOT NULL
);
CREATE INDEX ON tb_post (fk_user);
CREATE INDEX ON tb_comment (fk_post);
CREATE INDEX ON tb_comment (fk_user);
