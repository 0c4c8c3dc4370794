CREATE TABLE tv_account AS
SELECT a.pk_account, a.holder, (SELECT jsonb_agg(b.cents ORDER BY b.pk_booking) FROM tb_booking b WHERE b.fk_account = a.pk_account) AS bookings
FROM tb_account a;
