-- @key pk_place
CREATE TABLE tv_signs AS
SELECT p.pk_place, p.location[0] AS x, (SELECT json_agg(s.text ORDER BY s.pk_sign) FROM tb_sign s WHERE s.fk_place = p.pk_place) AS signs
FROM tb_place p;
