-- @key (pk_stay, night)
CREATE TABLE tv_night AS
SELECT s.pk_stay, n.night::date AS night, s.room
FROM tb_stay s
CROSS JOIN generate_series(s.arrives, s.leaves - 1, interval '1 day') AS n (night);
