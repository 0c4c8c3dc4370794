CREATE TABLE tv_region AS
SELECT r.pk_region, r.name, count(p.pk_place) AS places
FROM tb_region r LEFT JOIN tb_place p ON p.fk_region = r.pk_region
GROUP BY r.pk_region;
