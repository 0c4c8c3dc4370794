-- @key (pk_recipe, number)
CREATE TABLE tv_part AS
SELECT r.pk_recipe, p.number, p.part ->> 'food' AS food, f.energy * (p.part ->> 'grams')::integer / 100 AS energy
FROM tb_recipe r
CROSS JOIN LATERAL jsonb_array_elements(r.content -> 'parts') WITH ORDINALITY AS p (part, number)
LEFT JOIN tb_food f ON f.code = p.part ->> 'food';
