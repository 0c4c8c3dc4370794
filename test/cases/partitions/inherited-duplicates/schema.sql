-- A primary key does not reach inheriting tables: two rows of one key can stand in the parent and in its child.
CREATE TABLE tb_animal (
  pk_animal integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_dog (
  PRIMARY KEY (pk_animal)
) INHERITS (tb_animal);

INSERT INTO tb_animal VALUES (1, 'Cat');
INSERT INTO tb_dog VALUES (2, 'Rex');
