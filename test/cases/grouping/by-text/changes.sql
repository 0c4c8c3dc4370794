-- transaction: the first visit to a city (changes tv_city, tv_city_day)
INSERT INTO tb_visit VALUES (5, 'Bergen', '2024-01-01', 1);

-- transaction: upper and lower case are two cities (changes tv_city, tv_city_day)
UPDATE tb_visit SET city = 'Oslo' WHERE pk_visit = 2;

-- transaction: another day (changes tv_city_day) (leaves tv_city)
UPDATE tb_visit SET seen_on = '2024-02-01' WHERE pk_visit = 1;

-- transaction: not the longest (changes tv_city) (leaves tv_city_day)
UPDATE tb_visit SET seconds = seconds - 1 WHERE pk_visit = 1;

-- transaction: the empty string is a group too (changes tv_city, tv_city_day)
UPDATE tb_visit SET city = '' WHERE pk_visit = 3;

-- transaction: groups swap names in one statement (changes tv_city, tv_city_day)
UPDATE tb_visit SET city = CASE city WHEN '' THEN 'Bergen' ELSE '' END WHERE city IN ('', 'Bergen');

-- transaction: a group is gone (changes tv_city, tv_city_day)
DELETE FROM tb_visit WHERE city = 'Bergen';
