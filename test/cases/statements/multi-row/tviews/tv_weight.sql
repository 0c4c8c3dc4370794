-- @key fk_bin
CREATE TABLE tv_weight AS
SELECT fk_bin, sum(weight) AS weight FROM tb_part GROUP BY fk_bin;
