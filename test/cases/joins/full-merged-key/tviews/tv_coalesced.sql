-- @key (place, year)
CREATE TABLE tv_coalesced AS
SELECT coalesce(p.city, a.city) AS place, coalesce(p.year, a.year) AS year, p.city IS NULL AS unplanned, a.spent
FROM tb_plan p
FULL JOIN tb_actual a ON a.city = p.city AND a.year = p.year;
