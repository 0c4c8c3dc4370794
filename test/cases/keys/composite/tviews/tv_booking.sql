CREATE TABLE tv_booking AS
SELECT b.pk_booking, b.guest, b.room, r.price
FROM tb_booking b
LEFT JOIN tb_room_day r ON (r.room, r.day) = (b.room, b.day);
