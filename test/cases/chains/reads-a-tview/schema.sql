-- A TVIEW that embeds the documents of another one, by join and by aggregation.
CREATE TABLE tb_user (
  pk_user integer PRIMARY KEY,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  name text NOT NULL,
  age integer
);
CREATE TABLE tb_post (
  pk_post integer PRIMARY KEY,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  fk_user integer REFERENCES tb_user,
  title text NOT NULL,
  published boolean NOT NULL DEFAULT true
);

INSERT INTO tb_user (pk_user, name, age) VALUES (1, 'Ann', 30), (2, 'Ben', NULL);
INSERT INTO tb_post (pk_post, fk_user, title) VALUES (1, 1, 'One'), (2, 1, 'Two'), (3, 2, 'Three'), (4, NULL, 'Four');
