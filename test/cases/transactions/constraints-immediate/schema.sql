-- SET CONSTRAINTS ALL IMMEDIATE in the middle of a transaction, then more writes; and back to DEFERRED.
CREATE TABLE tb_group (
  pk_group integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_entry (
  pk_entry integer PRIMARY KEY,
  fk_group integer REFERENCES tb_group DEFERRABLE INITIALLY DEFERRED,
  value integer NOT NULL
);

INSERT INTO tb_group VALUES (1, 'A'), (2, 'B');
INSERT INTO tb_entry VALUES (1, 1, 1), (2, 2, 2);
