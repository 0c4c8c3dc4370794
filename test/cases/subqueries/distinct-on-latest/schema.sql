-- DISTINCT ON keeps the latest state of each order: a state is the key, which one it is depends on the others.
CREATE TABLE tb_order (pk_order integer PRIMARY KEY, customer text NOT NULL);
CREATE TABLE tb_state (pk_state integer PRIMARY KEY, fk_order integer, at timestamp, word text NOT NULL);
CREATE INDEX ON tb_state (fk_order);

INSERT INTO tb_order VALUES (1, 'Ann'), (2, 'Ben'), (3, 'Cid');
INSERT INTO tb_state VALUES
  (1, 1, '2024-01-01', 'new'), (2, 1, '2024-01-05', 'paid'), (3, 2, '2024-01-02', 'new'), (4, NULL, '2024-01-03', 'stray');
