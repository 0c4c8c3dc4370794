-- @key (room, day)
CREATE TABLE tv_room_day AS
SELECT r.room, r.day, r.price,
       (SELECT jsonb_agg(b.guest ORDER BY b.pk_booking) FROM tb_booking b WHERE b.room = r.room AND b.day = r.day) AS guests
FROM tb_room_day r;
