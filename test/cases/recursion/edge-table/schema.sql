-- A graph with its edges in a table of their own: what can be reached from each stop. Circles are allowed: UNION ends.
CREATE TABLE tb_stop (pk_stop integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE tb_edge (fk_from integer NOT NULL, fk_to integer NOT NULL, minutes integer NOT NULL, PRIMARY KEY (fk_from, fk_to));
CREATE INDEX ON tb_edge (fk_to);

-- 1 -> 2 -> 3 -> 2 is a circle; 4 -> 4 is one of its own; nothing leads to 5.
INSERT INTO tb_stop VALUES (1, 'one'), (2, 'two'), (3, 'three'), (4, 'four'), (5, 'five');
INSERT INTO tb_edge VALUES (1, 2, 5), (2, 3, 5), (3, 2, 5), (4, 4, 1), (5, 1, 9);
