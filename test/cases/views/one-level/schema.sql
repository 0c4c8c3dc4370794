-- A plain view with a join, renamed columns and a condition, followed to its tables; written through as well.
CREATE TABLE tb_user (
  pk_user integer PRIMARY KEY,
  first_name text NOT NULL,
  last_name text NOT NULL,
  blocked boolean NOT NULL DEFAULT false
);
CREATE TABLE tb_note (
  pk_note integer PRIMARY KEY,
  fk_user integer REFERENCES tb_user,
  body text NOT NULL,
  secret boolean NOT NULL DEFAULT false
);
CREATE VIEW active_user (user_no, full_name) AS
  SELECT pk_user, first_name || ' ' || last_name FROM tb_user WHERE NOT blocked;
CREATE VIEW open_note AS
  SELECT * FROM tb_note WHERE NOT secret;

INSERT INTO tb_user VALUES (1, 'Ann', 'Able Smith', false), (2, 'Ben', 'Baker', true);
INSERT INTO tb_note VALUES (1, 1, 'hello', false), (2, 2, 'world', false), (3, 1, 'hush', true);
