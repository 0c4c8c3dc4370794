-- @key pk_left
CREATE TABLE tv_number AS
SELECT l.pk_left, array_agg(r.pk_right ORDER BY r.pk_right) AS rights
FROM tb_left l
LEFT JOIN tb_right r ON r.number = l.number
GROUP BY l.pk_left;
