-- transaction: an item is sold that has only a price (changes tv_figures) (refreshes tv_figures: 1)
INSERT INTO tb_sale VALUES (4, 4, 1);

-- transaction: a rating moves to another item (changes tv_figures) (refreshes tv_figures: 2)
UPDATE tb_rating SET fk_item = 1 WHERE pk_rating = 1;

-- transaction: all of an item goes, side by side (changes tv_figures) (refreshes tv_figures: 1)
DELETE FROM tb_rating WHERE fk_item = 3;
DELETE FROM tb_price WHERE fk_item = 3;

-- transaction: and comes back in one of them (changes tv_figures)
INSERT INTO tb_price VALUES (3, 11);
