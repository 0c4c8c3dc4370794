-- @key pk_left
CREATE TABLE tv_fixed AS
SELECT l.pk_left, array_agg(r.pk_right ORDER BY r.pk_right) AS rights
FROM tb_left l
LEFT JOIN tb_right r ON r.fixed = l.fixed
GROUP BY l.pk_left;
