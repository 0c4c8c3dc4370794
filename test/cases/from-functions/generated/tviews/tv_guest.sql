-- @key (pk_stay, number)
CREATE TABLE tv_guest AS
SELECT s.pk_stay, g.number, g.name, g.age
FROM tb_stay s
CROSS JOIN LATERAL ROWS FROM (unnest(s.names), unnest(s.ages)) WITH ORDINALITY AS g (name, age, number);
