-- transaction: an amount: in every level once (changes tv_rollup, tv_cube, tv_one_or_other)
UPDATE tb_sale SET amount = 3 WHERE pk_sale = 2;

-- transaction: from the region without a name to one of no sales (changes tv_rollup, tv_cube, tv_one_or_other)
UPDATE tb_sale SET region = 'east' WHERE pk_sale = 4;

-- transaction: a region loses its name, which is not the total (changes tv_rollup, tv_cube, tv_one_or_other)
UPDATE tb_sale SET region = NULL WHERE region = 'north';

-- transaction: HAVING hides what is left of a product (changes tv_rollup, tv_cube, tv_one_or_other)
UPDATE tb_sale SET amount = 1 WHERE product = 'rum';

-- transaction: two sales swap their regions (changes tv_rollup, tv_cube, tv_one_or_other)
UPDATE tb_sale SET region = CASE pk_sale WHEN 3 THEN 'east' ELSE 'south' END WHERE pk_sale IN (3, 4);

-- transaction: nothing that counts (leaves tv_rollup, tv_cube, tv_one_or_other)
UPDATE tb_sale SET pk_sale = pk_sale + 10;

-- transaction: the last of a region (changes tv_rollup, tv_cube, tv_one_or_other)
DELETE FROM tb_sale WHERE region = 'south';

-- transaction: the last of all: the total stays, of nothing (changes tv_rollup, tv_cube, tv_one_or_other)
DELETE FROM tb_sale;

-- transaction: the first of all (changes tv_rollup, tv_cube, tv_one_or_other)
INSERT INTO tb_sale VALUES (1, 'west', 'tea', 5);

-- transaction: emptied at once (changes tv_rollup, tv_cube, tv_one_or_other)
TRUNCATE tb_sale;
