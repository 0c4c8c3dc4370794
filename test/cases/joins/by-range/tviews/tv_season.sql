CREATE TABLE tv_season AS
SELECT
  s.pk_season, s.name,
  (SELECT count(*) FROM tb_booking b WHERE b.day <@ s.days) AS bookings,
  (SELECT count(*) FROM tb_season earlier WHERE upper(earlier.days) <= lower(s.days)) AS earlier
FROM tb_season s;
