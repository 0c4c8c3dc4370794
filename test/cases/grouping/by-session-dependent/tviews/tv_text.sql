-- @key (at, ratio, payload, span)
CREATE TABLE tv_text AS
SELECT at::text AS at, ratio::text AS ratio, payload::text AS payload, span::text AS span, count(*) AS events
FROM tb_event
GROUP BY at::text, ratio::text, payload::text, span::text;
