CREATE TABLE tv_bin AS
SELECT b.pk_bin, b.name, (SELECT jsonb_agg(p.name ORDER BY p.name) FROM tb_part p WHERE p.fk_bin = b.pk_bin) AS parts
FROM tb_bin b;
