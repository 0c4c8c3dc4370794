-- @key (hours)
CREATE TABLE tv_slot AS
SELECT s.hours, s.label, (SELECT count(*) FROM tb_thing t WHERE t.hours = s.hours) AS things FROM tb_slot s;
