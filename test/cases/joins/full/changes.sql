-- transaction: an article arrives on the other side (changes tv_stock)
INSERT INTO tb_south VALUES (4, 'bolt', 1);

-- transaction: it leaves again (changes tv_stock)
DELETE FROM tb_south WHERE pk_south = 4;

-- transaction: both sides change names at once (changes tv_stock)
UPDATE tb_north SET article = 'washer' WHERE pk_north = 1;
UPDATE tb_south SET article = 'bolt' WHERE pk_south = 2;

-- transaction: a match becomes two rows (changes tv_stock)
UPDATE tb_north SET article = 'screw' WHERE article = 'nut';

-- transaction: one side is emptied (changes tv_stock)
DELETE FROM tb_north;

-- transaction: the other side too (changes tv_stock)
TRUNCATE tb_south;
