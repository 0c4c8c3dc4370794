-- transaction: a product without pieces, and then with some again (changes tv_product, tv_label, tv_region)
UPDATE tb_product SET name = upper(name), pieces = pieces - 1;
SELECT tviews.flush();
-- expect: (SELECT array_agg(name ORDER BY pk_product) FROM tv_product) = '{CUP,pan,POT}'
-- expect: (SELECT array_agg(key ORDER BY tview, key) FROM tviews.parked) = ARRAY['{"pk_product": 2}', '{"region": "south", "fk_product": 2}']::jsonb[]
-- expect: (SELECT count(*) = 2 FROM tviews.verify())
UPDATE tb_product SET pieces = 3 WHERE pk_product = 2;

-- transaction: nothing is parked any more (leaves tv_product, tv_label, tv_region)
-- expect: NOT EXISTS (SELECT FROM tviews.parked)
-- expect: NOT EXISTS (SELECT FROM tviews.verify())
SELECT tviews.repair();

-- transaction: all rows fail (leaves tv_product, tv_label) (changes tv_region)
UPDATE tb_rate SET rate = 0;
SELECT tviews.flush();
-- expect: (SELECT count(*) = 3 FROM tviews.parked)
UPDATE tb_rate SET rate = 5;

-- transaction: a TVIEW that parks nothing fails after one that does (leaves tv_product, tv_label, tv_region)
UPDATE tb_product SET price = 0 WHERE pk_product = 1;
-- fails at commit: 22012
