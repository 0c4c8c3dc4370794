CREATE TABLE tv_page AS
SELECT p.pk_page, p.identifier, jsonb_build_object('hits', p.hits, 'days', (SELECT jsonb_object_agg(h.day, h.hits) FROM tb_hit h WHERE h.fk_page = p.pk_page)) AS data
FROM tb_page p;
