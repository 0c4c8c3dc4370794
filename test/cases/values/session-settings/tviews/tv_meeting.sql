CREATE TABLE tv_meeting AS
SELECT m.pk_meeting, jsonb_build_object(
         'starts_at', m.starts_at, 'lasts', m.lasts, 'token', m.token, 'weight', m.weight,
         'day', m.day::text, 'at', m.starts_at::text, 'local', m.starts_at::date, 'fee', m.fee::text) AS data
FROM tb_meeting m;
