-- @key pk_left
CREATE TABLE tv_null_safe AS
SELECT l.pk_left, (SELECT count(*) FROM tb_right r WHERE r.ref IS NOT DISTINCT FROM l.ref AND r.code = l.code) AS rights
FROM tb_left l;
