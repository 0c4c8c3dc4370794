-- transaction: two bins swap their names (changes tv_bin) (leaves tv_weight) (refreshes tv_bin: 2, tv_weight: 0)
UPDATE tb_bin x SET name = y.name FROM tb_bin y WHERE x.pk_bin IN (1, 2) AND y.pk_bin = 3 - x.pk_bin;

-- transaction: all positions rotate, nobody reads them (leaves tv_bin, tv_weight) (refreshes tv_bin: 0, tv_weight: 0)
UPDATE tb_bin SET position = position % 3 + 1;

-- transaction: parts swap their bins: the rows as a set stay the same (changes tv_bin) (leaves tv_weight) (refreshes tv_bin: 2, tv_weight: 0)
UPDATE tb_part SET fk_bin = 5 - fk_bin WHERE pk_part IN (2, 3);

-- transaction: parts swap their names instead (changes tv_bin) (leaves tv_weight) (refreshes tv_bin: 2, tv_weight: 0)
UPDATE tb_part x SET name = y.name FROM tb_part y WHERE x.pk_part IN (2, 3) AND y.pk_part = 5 - x.pk_part;

-- transaction: equal parts swap places: nothing is to be seen (leaves tv_bin, tv_weight) (refreshes tv_bin: 0, tv_weight: 0)
UPDATE tb_part SET fk_bin = 1, name = 'a' WHERE pk_part IN (1, 5);

-- transaction: parts rotate, NULL included (changes tv_bin) (leaves tv_weight) (refreshes tv_bin: 3)
DELETE FROM tb_part WHERE pk_part = 5;
INSERT INTO tb_part VALUES (6, 2, 'e', 0), (7, 1, 'a2', 1);
DELETE FROM tb_part WHERE pk_part = 6;
UPDATE tb_part p SET name = p.name || q.n FROM (SELECT pk_part, row_number() OVER (ORDER BY pk_part) AS n FROM tb_part) q WHERE q.pk_part = p.pk_part;

-- transaction: all parts of two bins meet in one (changes tv_bin, tv_weight) (refreshes tv_bin: 3, tv_weight: 3)
UPDATE tb_part p SET fk_bin = 1 FROM tb_bin b WHERE b.pk_bin = p.fk_bin AND b.pk_bin <> 1;

-- transaction: weights change, their sum does not (leaves tv_bin, tv_weight) (refreshes tv_bin: 0, tv_weight: 1)
UPDATE tb_part SET weight = weight + CASE pk_part WHEN 1 THEN 1 WHEN 2 THEN -1 ELSE 0 END;

-- transaction: DELETE USING (changes tv_bin, tv_weight) (refreshes tv_bin: 1, tv_weight: 1)
DELETE FROM tb_part p USING tb_bin b WHERE b.pk_bin = p.fk_bin AND p.weight = 2;

-- transaction: a thousand rows in one statement (changes tv_bin, tv_weight) (refreshes tv_bin: 3, tv_weight: 3)
INSERT INTO tb_part SELECT 1000 + n, n % 4, 'n' || n, n % 7 FROM generate_series(1, 1000) n WHERE n % 4 > 0;

-- transaction: and moved (changes tv_bin, tv_weight) (refreshes tv_bin: 3, tv_weight: 4)
UPDATE tb_part SET fk_bin = NULLIF(fk_bin, 2) % 3 + 1 WHERE pk_part > 1000;

-- transaction: a bin is emptied and goes, in the order the constraint asks for (changes tv_bin, tv_weight) (refreshes tv_bin: 2, tv_weight: 2)
DELETE FROM tb_part WHERE fk_bin = 1 AND pk_part > 1000;
UPDATE tb_part SET fk_bin = 2 WHERE fk_bin = 1;
DELETE FROM tb_bin WHERE pk_bin = 1;
