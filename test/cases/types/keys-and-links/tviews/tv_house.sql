-- Grouped by a field of a composite.
-- @key (house)
CREATE TABLE tv_house AS
SELECT (t.spot).house AS house, count(*) AS things FROM tb_thing t GROUP BY (t.spot).house;
