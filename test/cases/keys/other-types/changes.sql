-- transaction: a slot moves by a microsecond (changes tv_slot)
UPDATE tb_slot SET starts_at = starts_at + interval '1 microsecond' WHERE title = 'early';

-- transaction: a seat in a session of another time zone (changes tv_slot)
SET LOCAL TimeZone = 'Europe/Berlin';
INSERT INTO tb_seat VALUES (4, '2024-10-27 02:30+01', 'Dot');

-- transaction: infinity is a key like any other (changes tv_slot)
UPDATE tb_seat SET starts_at = '2024-10-27 01:30+00' WHERE starts_at = 'infinity';

-- transaction: an enum with a space in it (changes tv_level) (leaves tv_part)
INSERT INTO tb_level VALUES ('needs care', 'Fragile');

-- transaction: parts change their level (changes tv_level, tv_part)
UPDATE tb_part SET level = 'needs care' WHERE level = 'low';

-- transaction: a label (changes tv_level, tv_part) (leaves tv_spare)
UPDATE tb_level SET label = 'Handle with care' WHERE level = 'needs care';

-- transaction: a code changes (changes tv_level, tv_part) (leaves tv_spare)
UPDATE tb_part SET code = 'AB-9' WHERE code = 'AB-1';

-- transaction: the group of false is empty (changes tv_spare) (leaves tv_part, tv_level)
UPDATE tb_part SET spare = true;

-- transaction: a level goes (changes tv_level, tv_part) (leaves tv_spare)
UPDATE tb_part SET level = NULL WHERE level = 'high';
DELETE FROM tb_level WHERE level = 'high';
