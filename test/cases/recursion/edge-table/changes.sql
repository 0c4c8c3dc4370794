-- transaction: minutes are not read (leaves tv_reach, tv_stop)
UPDATE tb_edge SET minutes = minutes + 1;

-- transaction: a circle closes (changes tv_reach, tv_stop)
INSERT INTO tb_edge VALUES (3, 1, 5);

-- transaction: a circle opens elsewhere (changes tv_reach, tv_stop)
DELETE FROM tb_edge WHERE (fk_from, fk_to) = (1, 2);

-- transaction: two edges of one way, the far one first (changes tv_reach, tv_stop)
INSERT INTO tb_edge VALUES (4, 5, 1);
INSERT INTO tb_edge VALUES (1, 4, 1);

-- transaction: two edges of one way go, the near one first (changes tv_reach, tv_stop)
DELETE FROM tb_edge WHERE (fk_from, fk_to) = (1, 4);
DELETE FROM tb_edge WHERE (fk_from, fk_to) = (4, 5);

-- transaction: an edge turns round (changes tv_reach, tv_stop)
UPDATE tb_edge SET fk_from = fk_to, fk_to = fk_from WHERE (fk_from, fk_to) = (5, 1);

-- transaction: a loop of its own goes (changes tv_reach, tv_stop) (refreshes tv_stop: 1)
DELETE FROM tb_edge WHERE fk_from = 4;

-- transaction: a stop that others lead to is renamed (changes tv_stop) (leaves tv_reach) (refreshes tv_stop: 4)
UPDATE tb_stop SET name = 'FIVE' WHERE pk_stop = 5;

-- transaction: a stop and the edge to it, in one statement (changes tv_reach, tv_stop)
WITH stop AS (INSERT INTO tb_stop VALUES (6, 'six') RETURNING pk_stop)
INSERT INTO tb_edge SELECT 5, pk_stop, 1 FROM stop;

-- transaction: a way from nowhere (changes tv_reach) (leaves tv_stop)
INSERT INTO tb_edge VALUES (77, 78, 1);

-- transaction: no edges (changes tv_reach, tv_stop)
TRUNCATE tb_edge;
