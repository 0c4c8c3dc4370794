-- What a window takes from other rows, the one before or the first, leads to rows that show more of them.
CREATE TABLE tb_stop (pk_stop integer PRIMARY KEY, line text, place integer, name text);
CREATE INDEX ON tb_stop (line);

INSERT INTO tb_stop VALUES (1, 'A', 1, 'Arc'), (2, 'A', 2, 'Bay'), (3, 'A', 3, 'Cot'), (4, 'B', 1, 'Dam'), (5, NULL, 1, 'Elm');
