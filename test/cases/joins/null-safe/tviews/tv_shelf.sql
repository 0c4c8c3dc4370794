CREATE TABLE tv_shelf AS
SELECT s.pk_shelf, s.label, (SELECT sum(b.weight) FROM tb_box b WHERE b.zone IS NOT DISTINCT FROM s.zone) AS weight
FROM tb_shelf s;
