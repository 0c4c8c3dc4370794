-- transaction: a label where the zone is not known (changes tv_shelf, tv_box) (refreshes tv_shelf: 1, tv_box: 2)
UPDATE tb_shelf SET label = 'RIGHT' WHERE pk_shelf = 2;

-- transaction: a box without zone (changes tv_shelf, tv_box) (refreshes tv_shelf: 1, tv_box: 1)
INSERT INTO tb_box VALUES (5, NULL, 1);

-- transaction: from one zone to none (changes tv_shelf, tv_box) (refreshes tv_shelf: 2, tv_box: 1)
UPDATE tb_box SET zone = NULL WHERE pk_box = 1;

-- transaction: the zone becomes known, on both sides, shelf first (changes tv_box)
UPDATE tb_shelf SET zone = 'c' WHERE pk_shelf = 2;
UPDATE tb_box SET zone = 'c' WHERE zone IS NULL AND pk_box > 1;

-- transaction: and unknown, box first (changes tv_shelf, tv_box)
UPDATE tb_box SET zone = NULL WHERE zone = 'c';
UPDATE tb_shelf SET zone = NULL WHERE zone = 'c';

-- transaction: a second box in a zone, first shelf of it (changes tv_shelf, tv_box)
UPDATE tb_box SET zone = 'b' WHERE pk_box IN (3, 4);

-- transaction: no shelf is left for the unknown (changes tv_shelf, tv_box)
DELETE FROM tb_shelf WHERE zone IS NULL;

-- transaction: a zone that nobody else has (changes tv_shelf) (leaves tv_box) (refreshes tv_shelf: 1)
INSERT INTO tb_shelf VALUES (4, 'z', 'attic');
