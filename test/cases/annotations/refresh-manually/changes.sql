-- transaction: base tables are followed (changes tv_product, tv_label) (refreshes tv_product: 1, tv_label: 1)
UPDATE tb_product SET name = 'mug' WHERE pk_product = 1;

-- transaction: what the materialized view does not show yet (leaves tv_product, tv_label) (refreshes tv_product: 0, tv_label: 0)
INSERT INTO tb_sale VALUES (3, 1, 10);

-- transaction: it is refreshed, and the TVIEW rebuilt (changes tv_product, tv_label) (refreshes tv_product: all, tv_label: 1)
REFRESH MATERIALIZED VIEW mv_sold;
SELECT tviews.rebuild('tv_product');
-- expect: equal

-- transaction: a rebuild for nothing (leaves tv_product, tv_label) (refreshes tv_product: all, tv_label: 0)
SELECT tviews.rebuild('tv_product');

-- transaction: a rebuild with changes (changes tv_product, tv_label)
DELETE FROM tb_sale WHERE fk_product = 2;
DELETE FROM tb_product WHERE pk_product = 2;
REFRESH MATERIALIZED VIEW mv_sold;
SELECT tviews.rebuild('tv_product');

-- transaction: of a table that is no TVIEW (leaves tv_product, tv_label)
-- fails: 42809
SELECT tviews.rebuild('tb_sale');
