-- transaction: lines move to the archive (changes tv_basket)
WITH gone AS (DELETE FROM tb_basket_line WHERE fk_basket = 1 RETURNING *)
INSERT INTO tb_archive SELECT g.pk_basket_line, b.owner, g.product FROM gone g JOIN tb_basket b ON b.pk_basket = g.fk_basket;

-- transaction: a parent and its children (changes tv_basket)
WITH basket AS (INSERT INTO tb_basket VALUES (4, 'Dot'), (5, 'Eve') RETURNING pk_basket),
     renamed AS (UPDATE tb_basket SET owner = 'Benno' WHERE owner = 'Ben')
INSERT INTO tb_basket_line SELECT 100 + pk_basket, pk_basket, 'gift' FROM basket;

-- transaction: insert, update and delete of one table, by a SELECT (changes tv_basket)
WITH a AS (INSERT INTO tb_basket_line VALUES (200, 3, 'jug') RETURNING 1),
     b AS (UPDATE tb_basket_line SET fk_basket = 3 WHERE product = 'pot' RETURNING 1),
     c AS (DELETE FROM tb_basket_line WHERE fk_basket = 5 RETURNING 1)
SELECT count(*) FROM a, b, c;

-- transaction: no row in any of them (leaves tv_basket)
WITH a AS (UPDATE tb_basket SET owner = 'x' WHERE false RETURNING *), b AS (DELETE FROM tb_archive WHERE false RETURNING *)
SELECT * FROM a, b;

-- transaction: owners and what the archive knows of them (changes tv_basket)
WITH renamed AS (UPDATE tb_basket SET owner = 'Anna' WHERE owner = 'Ann' RETURNING owner)
UPDATE tb_archive SET owner = r.owner FROM renamed r WHERE tb_archive.product = 'pan';
