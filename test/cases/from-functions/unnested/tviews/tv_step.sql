-- @key (pk_recipe, number)
CREATE TABLE tv_step AS
SELECT r.pk_recipe, s.number, s.step, r.name
FROM tb_recipe r
CROSS JOIN unnest(r.steps) WITH ORDINALITY AS s (step, number);
