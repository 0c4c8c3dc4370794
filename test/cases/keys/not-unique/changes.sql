-- transaction: one stay each (changes tv_guest)
INSERT INTO tb_stay VALUES (3, 2, '201', false);

-- transaction: a second stay, the row that is there stays as it is (leaves tv_guest)
-- fails at commit: 23505
INSERT INTO tb_stay VALUES (4, 1, '103', false);

-- transaction: a second stay that looks like the first (leaves tv_guest)
-- fails at commit: 23505
INSERT INTO tb_stay VALUES (4, 1, '101', false);

-- transaction: two stays at once for a guest without one (leaves tv_guest)
-- fails at commit: 23505
INSERT INTO tb_guest VALUES (3, 'Cid');
INSERT INTO tb_stay VALUES (5, 3, '1', false), (6, 3, '2', false);

-- transaction: a second stay, found at a flush, and the first one over (changes tv_guest)
INSERT INTO tb_stay VALUES (4, 1, '103', false);
-- fails: 23505
SELECT tviews.flush();
UPDATE tb_stay SET over = true WHERE pk_stay = 1;

-- transaction: TRUNCATE, then two (leaves tv_guest)
-- fails at commit: 23505
TRUNCATE tb_stay;
INSERT INTO tb_stay VALUES (1, 1, '101', false), (2, 1, '102', false);
