-- @key (spare)
CREATE TABLE tv_spare AS
SELECT spare, count(*) AS parts FROM tb_part GROUP BY spare;
