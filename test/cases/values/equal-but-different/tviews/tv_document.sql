-- @key pk_specimen
CREATE TABLE tv_document AS
SELECT s.pk_specimen, jsonb_build_object('amount', s.amount, 'duration', s.duration, 'name', s.name, 'details', s.details) AS data
FROM tb_specimen s;
