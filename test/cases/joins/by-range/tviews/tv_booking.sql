CREATE TABLE tv_booking AS
SELECT b.pk_booking, b.price, s.name AS season
FROM tb_booking b
LEFT JOIN tb_season s ON s.days @> b.day;
