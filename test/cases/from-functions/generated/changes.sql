-- transaction: a night longer (changes tv_night) (leaves tv_guest, tv_offer, tv_rate) (refreshes tv_guest: 0, tv_offer: 0)
UPDATE tb_stay SET leaves = '2024-01-05' WHERE pk_stay = 1;

-- transaction: all nights move (changes tv_night) (leaves tv_guest, tv_offer, tv_rate)
UPDATE tb_stay SET arrives = arrives + 7, leaves = leaves + 7;

-- transaction: an open end gets a date (changes tv_night)
UPDATE tb_stay SET leaves = arrives + 1 WHERE pk_stay = 3;

-- transaction: the shorter of two lists becomes the longer (changes tv_guest) (leaves tv_night, tv_offer)
UPDATE tb_stay SET ages = '{30,31,2}' WHERE pk_stay = 1;

-- transaction: both lists become empty (changes tv_guest)
UPDATE tb_stay SET names = NULL, ages = '{}' WHERE pk_stay = 2;

-- transaction: a price: one level of all stays in the room (changes tv_offer, tv_rate) (leaves tv_night, tv_guest) (refreshes tv_rate: 1)
UPDATE tb_rate SET price = 95 WHERE pk_rate = 2;

-- transaction: a rate appears (changes tv_offer, tv_rate)
INSERT INTO tb_rate VALUES (4, 'b', 2, 70);

-- transaction: a level that there is not (changes tv_offer, tv_rate)
UPDATE tb_rate SET level = 3 WHERE pk_rate = 3;

-- transaction: room and rate change, rate first (changes tv_offer, tv_rate, tv_night)
UPDATE tb_rate SET room = 'c', level = 1 WHERE pk_rate = 3;
UPDATE tb_stay SET room = 'c' WHERE pk_stay = 1;

-- transaction: room first, and the offer is the same (changes tv_night)
UPDATE tb_stay SET room = 'd' WHERE pk_stay = 1;
UPDATE tb_rate SET room = 'd' WHERE pk_rate = 3;

-- transaction: two stays swap keys (changes tv_night, tv_guest, tv_offer)
UPDATE tb_stay SET pk_stay = 10 WHERE pk_stay = 1;
UPDATE tb_stay SET pk_stay = 1 WHERE pk_stay = 2;
UPDATE tb_stay SET pk_stay = 2 WHERE pk_stay = 10;

-- transaction: one stay less (changes tv_night, tv_guest, tv_offer) (leaves tv_rate)
DELETE FROM tb_stay WHERE pk_stay = 2;

-- transaction: no rates (changes tv_offer, tv_rate) (leaves tv_night, tv_guest)
TRUNCATE tb_rate;
