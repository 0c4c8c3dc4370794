-- A link table without a key of its own, seen from both sides and by itself.
CREATE TABLE tb_post (
  pk_post integer PRIMARY KEY,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  title text NOT NULL
);
CREATE TABLE tb_tag (
  pk_tag integer PRIMARY KEY,
  identifier text NOT NULL UNIQUE,
  name text NOT NULL
);
CREATE TABLE tb_post_tag (
  fk_post integer NOT NULL REFERENCES tb_post ON DELETE CASCADE,
  fk_tag integer NOT NULL REFERENCES tb_tag ON DELETE CASCADE,
  weight integer,
  PRIMARY KEY (fk_post, fk_tag)
);

INSERT INTO tb_post (pk_post, title) VALUES (1, 'One'), (2, 'Two'), (3, 'Three');
INSERT INTO tb_tag VALUES (1, 'sql', 'SQL'), (2, 'js', 'JavaScript'), (3, 'go', 'Go');
INSERT INTO tb_post_tag VALUES (1, 1, 5), (1, 2, 3), (2, 1, NULL);
