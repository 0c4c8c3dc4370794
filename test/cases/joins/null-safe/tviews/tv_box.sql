CREATE TABLE tv_box AS
SELECT b.pk_box, b.weight, s.label
FROM tb_box b
LEFT JOIN tb_shelf s ON s.zone IS NOT DISTINCT FROM b.zone;
