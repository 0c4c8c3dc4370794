-- transaction: an amount among two spellings (changes tv_shape, tv_sides)
UPDATE tb_box SET amount = 3 WHERE pk_box = 1;

-- transaction: links become equal, spelled in a third way (changes tv_shape, tv_sides) (refreshes tv_shape: 2)
UPDATE tb_box SET sides = '{1.00,2.00}', size = ROW(1.000, 2), span = '[1.00,2)', wait = '1440 minutes' WHERE pk_box = 3;

-- transaction: from one spelling to another, on both sides (leaves tv_shape)
UPDATE tb_box SET size = ROW(1, 2.0), wait = '1 day' WHERE pk_box = 3;
UPDATE tb_shape SET size = ROW(1.0, 2.0), wait = '1 day' WHERE pk_shape = 1;

-- transaction: the key of a group is spelled otherwise (changes tv_sides) (leaves tv_shape)
UPDATE tb_shape SET sides = '{1.0,2.0}' WHERE pk_shape = 1;

-- transaction: out of NULL (changes tv_shape, tv_sides) (refreshes tv_shape: 1)
UPDATE tb_box SET sides = '{NULL}', span = '(5,5)', wait = '30 days' WHERE pk_box = 4;

-- transaction: link and key move together, link first (changes tv_shape, tv_sides)
UPDATE tb_box SET sides = '{{1.0},{2.0}}', size = ROW(5, 5) WHERE pk_box = 1;
UPDATE tb_shape SET sides = '{{1},{2}}', size = ROW(5.0, 5.0) WHERE pk_shape = 2;

-- transaction: key first (changes tv_shape, tv_sides)
UPDATE tb_shape SET sides = '{}', size = ROW(6.0, 5.0) WHERE pk_shape = 2;
UPDATE tb_box SET sides = '{}', size = ROW(6, 5) WHERE pk_box IN (1, 2);

-- transaction: a second one of an equal key, which shows the name of the first (changes tv_shape) (leaves tv_sides)
INSERT INTO tb_shape VALUES (3, '{}', ROW(6, 5.00), '[1.0,2.0)', '24:00', 'three');

-- transaction: the first goes (changes tv_shape, tv_sides)
DELETE FROM tb_shape WHERE pk_shape = 2;

-- transaction: no boxes (changes tv_shape, tv_sides)
TRUNCATE tb_box;
