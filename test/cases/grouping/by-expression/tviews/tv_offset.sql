-- @key (distance)
CREATE TABLE tv_offset AS
SELECT abs(offset_by) AS distance, count(*) AS visits
FROM tb_visit
GROUP BY abs(offset_by);
