CREATE TABLE tv_food AS
SELECT f.pk_food, f.code, (SELECT sum(p.grams) FROM tb_recipe r, jsonb_to_recordset(r.content -> 'parts') AS p (food text, grams integer) WHERE p.food = f.code) AS grams
FROM tb_food f;
