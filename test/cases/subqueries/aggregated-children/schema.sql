-- Children collected into the document of their parent, ordered and filtered.
CREATE TABLE tb_user (
  pk_user integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_post (
  pk_post integer PRIMARY KEY,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  title text NOT NULL
);
CREATE TABLE tb_comment (
  pk_comment integer PRIMARY KEY,
  fk_post integer NOT NULL REFERENCES tb_post,
  fk_user integer REFERENCES tb_user,
  body text NOT NULL,
  approved boolean,
  likes integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT '2024-01-01'
);

INSERT INTO tb_user VALUES (1, 'Ann'), (2, 'Ben');
INSERT INTO tb_post (pk_post, title) VALUES (1, 'One'), (2, 'Two'), (3, 'Three');
INSERT INTO tb_comment (pk_comment, fk_post, fk_user, body, approved, likes) VALUES
  (1, 1, 1, 'first', true, 3), (2, 1, NULL, 'spam', false, 0), (3, 1, 2, 'nice', NULL, 1), (4, 2, 2, 'hm', true, 0);
