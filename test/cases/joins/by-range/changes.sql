-- transaction: a booking moves to the next day and season (changes tv_booking, tv_season) (leaves tv_discounted) (refreshes tv_booking: 1, tv_season: 2)
UPDATE tb_booking SET day = '2024-06-01' WHERE pk_booking = 1;

-- transaction: the border between two seasons moves over both (changes tv_booking, tv_season) (refreshes tv_booking: 2)
UPDATE tb_season SET days = CASE pk_season WHEN 1 THEN daterange('2024-03-01', '2024-06-15') ELSE daterange('2024-06-15', '2024-09-01') END
WHERE pk_season IN (1, 2);

-- transaction: an empty range holds nothing, renamed or not (changes tv_season) (leaves tv_booking, tv_discounted) (refreshes tv_booking: 0)
UPDATE tb_season SET name = 'nowhere' WHERE pk_season = 3;

-- transaction: a season and a booking in it, season first (changes tv_booking, tv_season)
INSERT INTO tb_season VALUES (4, 'autumn', '[2024-09-01,2024-12-01)');
UPDATE tb_booking SET day = '2024-10-10' WHERE pk_booking = 3;

-- transaction: the season ends and the booking follows, booking first (changes tv_season, tv_booking)
UPDATE tb_booking SET day = '2024-12-01' WHERE pk_booking = 3;
UPDATE tb_season SET days = '[2024-11-01,)' WHERE pk_season = 4;

-- transaction: a day is forgotten (changes tv_booking, tv_season) (refreshes tv_booking: 1, tv_season: 1)
UPDATE tb_booking SET day = NULL WHERE pk_booking = 4;

-- transaction: a price on a border, and one more above it (changes tv_discounted, tv_booking) (leaves tv_season) (refreshes tv_season: 0, tv_booking: 2)
UPDATE tb_booking SET price = CASE pk_booking WHEN 1 THEN 50 ELSE 80 END WHERE pk_booking IN (1, 2);

-- transaction: an open end matches nothing, a set one does (changes tv_discounted) (leaves tv_booking)
UPDATE tb_discount SET high = 90 WHERE pk_discount = 3;

-- transaction: border and price move together, both orders (changes tv_discounted, tv_booking)
UPDATE tb_discount SET high = 60 WHERE pk_discount = 1;
UPDATE tb_booking SET price = 60 WHERE pk_booking = 2;
UPDATE tb_booking SET price = 200 WHERE pk_booking = 3;
UPDATE tb_discount SET high = 200 WHERE pk_discount = 3;

-- transaction: keys of both change (changes tv_discounted, tv_booking)
UPDATE tb_discount SET pk_discount = pk_discount + 10;
UPDATE tb_booking SET pk_booking = pk_booking + 10;

-- transaction: outside of all ranges (leaves tv_discounted, tv_season)
INSERT INTO tb_booking VALUES (20, '1999-01-01', -5);

-- transaction: the last season that holds anything goes (changes tv_booking, tv_season)
DELETE FROM tb_season WHERE pk_season = 1;
