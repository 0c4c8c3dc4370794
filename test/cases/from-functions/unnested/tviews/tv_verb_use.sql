-- Grouped by the element: no row of a table holds this key.
-- @key (verb)
CREATE TABLE tv_verb_use AS
SELECT s.verb, count(*) AS uses, count(DISTINCT r.pk_recipe) AS recipes
FROM tb_recipe r, unnest(r.steps) AS s (verb)
GROUP BY s.verb;
