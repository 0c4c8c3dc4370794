-- The root stands on the right side of a RIGHT JOIN, with further joins on both sides of it.
CREATE TABLE tb_city (
  pk_city integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_user (
  pk_user integer PRIMARY KEY,
  login text NOT NULL
);
CREATE TABLE tb_profile (
  pk_profile integer PRIMARY KEY,
  fk_user integer UNIQUE REFERENCES tb_user,
  fk_city integer REFERENCES tb_city,
  motto text
);

INSERT INTO tb_city VALUES (1, 'Oslo'), (2, 'Bergen');
INSERT INTO tb_user VALUES (1, 'ann'), (2, 'ben'), (3, 'cid');
INSERT INTO tb_profile VALUES (1, 1, 1, 'Carpe diem'), (2, 2, NULL, NULL), (3, NULL, 2, 'free');
