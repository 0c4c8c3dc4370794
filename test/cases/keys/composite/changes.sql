-- transaction: a price (changes tv_room_day, tv_booking) (refreshes tv_room_day: 1, tv_booking: 1)
UPDATE tb_room_day SET price = 55 WHERE (room, day) = ('101', '2024-01-01');

-- transaction: one part of the reference moves (changes tv_room_day, tv_booking) (refreshes tv_room_day: 2, tv_booking: 1)
UPDATE tb_booking SET day = '2024-01-02' WHERE pk_booking = 1;

-- transaction: the missing part is filled (changes tv_room_day, tv_booking) (refreshes tv_room_day: 1, tv_booking: 1)
UPDATE tb_booking SET day = '2024-01-02' WHERE pk_booking = 3;

-- transaction: a part becomes NULL, the reference is gone (changes tv_room_day, tv_booking) (refreshes tv_room_day: 1, tv_booking: 1)
UPDATE tb_booking SET room = NULL WHERE pk_booking = 1;

-- transaction: both parts move in one statement (changes tv_room_day, tv_booking) (refreshes tv_room_day: 2, tv_booking: 1)
UPDATE tb_booking SET (room, day) = ('a', '2024-01-01') WHERE pk_booking = 2;

-- transaction: a part of the key changes, references follow (changes tv_room_day, tv_booking) (refreshes tv_room_day: 2, tv_booking: 1)
UPDATE tb_room_day SET room = 'a,b,c' WHERE room = 'a';

-- transaction: the other part changes (changes tv_room_day) (leaves tv_booking) (refreshes tv_room_day: 2, tv_booking: 1)
UPDATE tb_room_day SET day = day + 7 WHERE room = 'a,b,c';

-- transaction: a room's day goes, its bookings lose it (changes tv_room_day, tv_booking) (refreshes tv_room_day: 1, tv_booking: 1)
DELETE FROM tb_room_day WHERE (room, day) = ('101', '2024-01-02');

-- transaction: keys that look alike when they are put into one text (changes tv_room_day) (leaves tv_booking) (refreshes tv_room_day: 5, tv_booking: 0)
INSERT INTO tb_room_day VALUES ('a', '2024-02-01', 1), ('a,b', '2024-02-01', 2), ('"a"', '2024-02-01', 3), ('', '2024-02-01', 4), ('NULL', '2024-02-01', 5);
UPDATE tb_room_day SET price = price + 1 WHERE day = '2024-02-01' AND room <> 'a';
