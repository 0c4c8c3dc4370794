-- Generated columns: no statement names them, and yet they change.
CREATE TABLE tb_box (
  pk_box integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  width integer NOT NULL,
  height integer NOT NULL,
  area integer GENERATED ALWAYS AS (width * height) STORED,
  label text,
  slug text GENERATED ALWAYS AS (lower(label)) STORED
);
CREATE TABLE tb_thing (
  pk_thing integer PRIMARY KEY,
  half integer NOT NULL,
  fk_box integer GENERATED ALWAYS AS (half * 2) STORED,
  name text NOT NULL
);

INSERT INTO tb_box (width, height, label) VALUES (2, 3, 'Small'), (5, 5, NULL);
INSERT INTO tb_thing (pk_thing, half, name) VALUES (1, 1, 'Ring'), (2, 0, 'Air');
