-- transaction: equal weights of two looks come in one statement (changes tv_scale, tv_letter)
INSERT INTO tb_weight VALUES (2, 1, NULL, NULL), (3, 1.00, '{"a": "y"}', '(1,2)'), (4, 1.0, NULL, NULL);

-- transaction: one changes its look (changes tv_scale) (leaves tv_letter)
UPDATE tb_weight SET grams = 1.000 WHERE pk_weight = 3;

-- transaction: a document and a point change (changes tv_letter) (leaves tv_scale)
UPDATE tb_weight SET doc = '{"a": "x", "b": 1}', spot = '(3,2)' WHERE pk_weight IN (1, 3);

-- transaction: what the document says besides does not matter (leaves tv_scale)
UPDATE tb_weight SET doc = '{"a": "x", "b": 2}' WHERE pk_weight = 1;

-- transaction: half of them go (changes tv_scale, tv_letter)
DELETE FROM tb_weight WHERE pk_weight > 2;
