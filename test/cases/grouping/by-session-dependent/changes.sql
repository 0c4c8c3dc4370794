-- transaction: another day in Tokyo, not in UTC (changes tv_day, tv_text)
SET LOCAL TimeZone = 'Asia/Tokyo';
SET LOCAL extra_float_digits = 0;
SET LOCAL bytea_output = 'escape';
SET LOCAL IntervalStyle = 'iso_8601';
SET LOCAL DateStyle = 'SQL, DMY';
UPDATE tb_event SET at = at + interval '3 hours', ratio = ratio * 3, payload = '\xff', span = span * 2;

-- transaction: inserted by one with other settings (changes tv_day, tv_text)
SET LOCAL TimeZone = 'America/New_York';
SET LOCAL IntervalStyle = 'sql_standard';
INSERT INTO tb_event VALUES (4, '2024-02-01 23:30:00+00', 0.1 + 0.2, '\x5c00', '-1 day 02:00');

-- transaction: deleted by one with other settings (changes tv_day, tv_text)
SET LOCAL TimeZone = 'Pacific/Auckland';
SET LOCAL bytea_output = 'escape';
DELETE FROM tb_event WHERE pk_event IN (2, 4);
