-- @key (pk_recipe, verb)
CREATE TABLE tv_verb AS
SELECT DISTINCT r.pk_recipe, unnest(r.steps) AS verb FROM tb_recipe r;
