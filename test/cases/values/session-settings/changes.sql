-- transaction: another time zone (changes tv_meeting, tv_day)
SET LOCAL TimeZone = 'Asia/Tokyo';
UPDATE tb_meeting SET starts_at = '2024-07-01 23:30+00';

-- transaction: other forms of dates and intervals (changes tv_meeting, tv_day)
SET LOCAL DateStyle = 'German, DMY';
SET LOCAL IntervalStyle = 'sql_standard';
UPDATE tb_meeting SET lasts = '1 day 02:03:04', day = '02.07.2024';
INSERT INTO tb_meeting VALUES (2, 'Review', '03.08.2024 10:00+00', '-1 month', '\x01', 0.2, '03.08.2024', 1);

-- transaction: other forms of bytes and numbers (changes tv_meeting) (leaves tv_day)
SET LOCAL bytea_output = 'escape';
SET LOCAL extra_float_digits = -5;
UPDATE tb_meeting SET token = '\x6869ff', weight = 0.1::double precision + 0.2 WHERE pk_meeting = 1;

-- transaction: all of them, by a flush (changes tv_meeting, tv_day)
SET LOCAL TimeZone = 'America/New_York';
SET LOCAL DateStyle = 'SQL, DMY';
UPDATE tb_meeting SET day = '04/08/2024' WHERE pk_meeting = 2;
SELECT tviews.flush();

-- transaction: a session that plans otherwise and sees no indexes (changes tv_meeting)
SET LOCAL enable_indexscan = off;
SET LOCAL enable_seqscan = off;
SET LOCAL plan_cache_mode = force_custom_plan;
SET LOCAL standard_conforming_strings = off;
SET LOCAL quote_all_identifiers = on;
UPDATE tb_meeting SET fee = 6;
