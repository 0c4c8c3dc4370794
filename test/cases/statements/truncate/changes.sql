-- transaction: an empty table (leaves tv_place, tv_region, tv_review) (refreshes tv_place: 0, tv_review: 0, tv_region: 0)
TRUNCATE tb_unrelated;

-- transaction: rolled back (leaves tv_place, tv_region, tv_review) (refreshes tv_place: 0, tv_review: 0, tv_region: 0)
SAVEPOINT before;
TRUNCATE tb_region CASCADE;
ROLLBACK TO before;

-- transaction: the children only (changes tv_place, tv_review) (leaves tv_region) (refreshes tv_place: all, tv_review: all, tv_region: 0)
TRUNCATE tb_review;

-- transaction: filled again after TRUNCATE in one transaction (changes tv_place, tv_review)
INSERT INTO tb_review VALUES (1, 2, 1);
TRUNCATE tb_review;
INSERT INTO tb_review VALUES (4, 2, 2), (5, 3, 1);

-- transaction: TRUNCATE and the same rows again (leaves tv_place, tv_region, tv_review)
TRUNCATE tb_review;
INSERT INTO tb_review VALUES (4, 2, 2), (5, 3, 1);

-- transaction: the middle with what points at it (changes tv_place, tv_region, tv_review)
TRUNCATE tb_place RESTART IDENTITY CASCADE;

-- transaction: rows with the old numbers (changes tv_place, tv_region, tv_review)
INSERT INTO tb_place (fk_region, name) VALUES (2, 'Hut'), (2, 'Den');
INSERT INTO tb_review VALUES (1, 1, 1);

-- transaction: several tables in one statement (changes tv_place, tv_region, tv_review)
TRUNCATE tb_review, tb_place, tb_region, tb_unrelated;

-- transaction: all is empty, then filled and emptied (leaves tv_place, tv_region, tv_review)
INSERT INTO tb_region VALUES (1, 'x');
TRUNCATE tb_region CASCADE;
