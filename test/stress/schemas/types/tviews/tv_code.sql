-- @key pk_left
CREATE TABLE tv_code AS
SELECT l.pk_left, array_agg(r.pk_right ORDER BY r.pk_right) AS rights
FROM tb_left l
LEFT JOIN tb_right r ON r.code = l.code
GROUP BY l.pk_left;
