CREATE TABLE tv_place AS
SELECT p.pk_place, p.name, r.name AS region, (SELECT avg(v.stars) FROM tb_review v WHERE v.fk_place = p.pk_place) AS stars
FROM tb_place p
LEFT JOIN tb_region r ON r.pk_region = p.fk_region;
