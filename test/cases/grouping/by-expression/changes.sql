-- transaction: the first visit to a city (changes tv_city_month, tv_length)
INSERT INTO tb_visit VALUES (5, 'Bergen', '2024-01-01', 1);

-- transaction: the same group by expression (leaves tv_city_month, tv_length, tv_offset)
UPDATE tb_visit SET city = 'OSLO' WHERE pk_visit = 2;

-- transaction: over the border of the month (changes tv_city_month) (leaves tv_length)
UPDATE tb_visit SET seen_at = '2024-02-01' WHERE pk_visit = 1;

-- transaction: within the month (leaves tv_city_month, tv_length)
UPDATE tb_visit SET seen_at = seen_at + interval '1 hour';

-- transaction: over the border between short and long (changes tv_length, tv_city_month) (leaves tv_offset)
UPDATE tb_visit SET seconds = 61 WHERE pk_visit = 2;

-- transaction: into the NULL group (changes tv_length)
UPDATE tb_visit SET seconds = NULL WHERE pk_visit = 1;

-- transaction: the sign does not matter (leaves tv_offset)
UPDATE tb_visit SET offset_by = -offset_by;

-- transaction: groups swap names in one statement (changes tv_city_month, tv_offset)
UPDATE tb_visit SET city = CASE lower(city) WHEN 'rome' THEN 'Oslo' ELSE 'ROME' END, offset_by = 1.5 - abs(offset_by) WHERE city <> '';

-- transaction: groups go (changes tv_city_month, tv_length, tv_offset)
DELETE FROM tb_visit WHERE pk_visit > 2;
