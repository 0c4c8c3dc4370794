-- transaction: the integer side of a pair goes, and 2 becomes 2.00 (changes tv_item)
DELETE FROM tb_count WHERE item = 2;

-- transaction: it comes back (changes tv_item)
INSERT INTO tb_count VALUES (2, 21);

-- transaction: the numeric side of a pair goes (changes tv_item)
DELETE FROM tb_price WHERE item = 2;

-- transaction: both sides move to one item (changes tv_item)
UPDATE tb_count SET item = 4 WHERE item = 1;
UPDATE tb_price SET item = 4 WHERE item = 3;

-- transaction: one side is emptied (changes tv_item)
TRUNCATE tb_count;
