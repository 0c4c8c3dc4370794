-- transaction: the left one appears beside the right (changes tv_city_year, tv_natural, tv_coalesced, tv_city) (refreshes tv_city_year: 1, tv_natural: 1, tv_coalesced: 1, tv_city: 1)
INSERT INTO tb_plan VALUES ('Bonn', 1, 7);

-- transaction: the left one goes, the right one stays (changes tv_city_year, tv_natural, tv_coalesced, tv_city) (refreshes tv_city_year: 1, tv_natural: 1, tv_coalesced: 1, tv_city: 1)
DELETE FROM tb_plan WHERE (city, year) = ('Rome', 1);

-- transaction: key changes from unmatched to matched (changes tv_city_year, tv_natural, tv_coalesced) (refreshes tv_city_year: 2, tv_natural: 2, tv_coalesced: 2)
UPDATE tb_actual SET year = 2 WHERE (city, year) = ('Rome', 3);

-- transaction: both sides leave for another key, left first (changes tv_city_year, tv_natural, tv_coalesced, tv_city)
UPDATE tb_plan SET city = 'Köln' WHERE city = 'Bonn';
UPDATE tb_actual SET city = 'Köln' WHERE city = 'Bonn';

-- transaction: both sides come back, right first (changes tv_city_year, tv_natural, tv_coalesced, tv_city)
UPDATE tb_actual SET city = 'Bonn' WHERE city = 'Köln';
UPDATE tb_plan SET city = 'Bonn' WHERE city = 'Köln';

-- transaction: left and right change places (changes tv_city_year, tv_coalesced, tv_city)
DELETE FROM tb_plan WHERE city = 'Oslo';
INSERT INTO tb_actual VALUES ('Oslo', 1, 3);

-- transaction: what is audited (changes tv_city) (leaves tv_city_year, tv_natural, tv_coalesced) (refreshes tv_city: 2)
UPDATE tb_audit SET city = 'Oslo' WHERE pk_audit = 2;

-- transaction: an audit of nowhere becomes one of somewhere (changes tv_city)
UPDATE tb_audit SET city = 'Bonn' WHERE pk_audit = 3;

-- transaction: an amount is not in all of them (changes tv_city_year, tv_natural, tv_city) (leaves tv_coalesced)
UPDATE tb_plan SET amount = amount + 1 WHERE city = 'Rome';

-- transaction: no plans (changes tv_city_year, tv_natural, tv_coalesced, tv_city)
TRUNCATE tb_plan;

-- transaction: nothing on either side (changes tv_city_year, tv_natural, tv_coalesced, tv_city)
DELETE FROM tb_actual;
DELETE FROM tb_audit;
