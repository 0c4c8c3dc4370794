CREATE TABLE tv_box AS
SELECT b.pk_box, b.area, b.slug, (SELECT array_agg(t.name ORDER BY t.name) FROM tb_thing t WHERE t.fk_box = b.pk_box) AS things
FROM tb_box b;
