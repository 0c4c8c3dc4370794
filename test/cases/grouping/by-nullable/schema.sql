-- Grouped by columns that may be NULL: NULL is a group of its own, alone and as a part of a composite key.
CREATE TABLE tb_area (
  pk_area integer PRIMARY KEY,
  name text
);
CREATE TABLE tb_ticket (
  pk_ticket integer PRIMARY KEY,
  fk_area integer REFERENCES tb_area ON DELETE SET NULL,
  assignee text,
  weight integer
);

INSERT INTO tb_area VALUES (1, 'Network'), (2, NULL), (3, 'Power');
INSERT INTO tb_ticket VALUES (1, 1, 'ann', 1), (2, NULL, NULL, 2), (3, 2, 'ben', 3), (4, NULL, 'ann', NULL);
