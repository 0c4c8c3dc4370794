-- Deferred constraints: children come before their parents, parents go before their children.
CREATE TABLE tb_node (
  pk_node integer PRIMARY KEY,
  name text NOT NULL,
  fk_first_leaf integer
);
CREATE TABLE tb_leaf (
  pk_leaf integer PRIMARY KEY,
  fk_node integer NOT NULL REFERENCES tb_node DEFERRABLE INITIALLY DEFERRED,
  name text NOT NULL
);
ALTER TABLE tb_node ADD FOREIGN KEY (fk_first_leaf) REFERENCES tb_leaf DEFERRABLE INITIALLY DEFERRED;

BEGIN;
INSERT INTO tb_node VALUES (1, 'A', 1), (2, 'B', NULL);
INSERT INTO tb_leaf VALUES (1, 1, 'a1'), (2, 1, 'a2');
COMMIT;
