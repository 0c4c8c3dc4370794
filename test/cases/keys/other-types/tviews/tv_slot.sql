-- @key starts_at
CREATE TABLE tv_slot AS
SELECT s.starts_at, s.title, count(x.pk_seat) AS seats
FROM tb_slot s LEFT JOIN tb_seat x ON x.starts_at = s.starts_at
GROUP BY s.starts_at;
