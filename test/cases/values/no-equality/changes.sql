-- transaction: json changes (changes tv_place) (leaves tv_signs)
UPDATE tb_place SET settings = '{"a": 2}' WHERE pk_place = 1;

-- transaction: json with the same content and other spaces (changes tv_place) (leaves tv_signs)
UPDATE tb_place SET settings = '{"a":2}' WHERE pk_place = 1;

-- transaction: the same text (leaves tv_place, tv_signs)
UPDATE tb_place SET settings = '{"a":2}' WHERE pk_place = 1;

-- transaction: json with a key given twice (changes tv_place)
UPDATE tb_place SET settings = '{"a":2,"a":3}' WHERE pk_place = 1;

-- transaction: a point moves (changes tv_place, tv_signs)
UPDATE tb_place SET location = '(3,4)' WHERE pk_place = 1;

-- transaction: within what point operators take for the same (changes tv_place)
UPDATE tb_place SET location = '(3.0000000001,4)' WHERE pk_place = 1;

-- transaction: another corner first, another way round (changes tv_place) (leaves tv_signs)
UPDATE tb_place SET area = '((1,1),(0,0),(1,0))', route = '[(1,1),(0,0)]' WHERE pk_place = 1;

-- transaction: NULL and value, both ways (changes tv_place, tv_signs)
UPDATE tb_place SET settings = CASE WHEN settings IS NULL THEN 'null'::json END, location = CASE WHEN location IS NULL THEN '(0,0)'::point END;

-- transaction: children (changes tv_signs) (leaves tv_place)
UPDATE tb_sign SET text = '"z"' WHERE pk_sign = 2;
INSERT INTO tb_sign VALUES (3, 2, '{}');

-- transaction: an array of json (changes tv_place)
UPDATE tb_place SET notes = ARRAY['1'::json, '{"x": null}'::json];

-- transaction: rows go (changes tv_place, tv_signs)
DELETE FROM tb_sign WHERE fk_place = 1;
DELETE FROM tb_place WHERE pk_place = 1;
