CREATE TABLE tv_region AS
SELECT r.pk_region, r.name, count(s.pk_shop) AS shops, sum(s.total) AS total, array_agg(s.name ORDER BY s.pk_shop) AS names
FROM tb_region r
LEFT JOIN tv_shop s ON s.fk_region = r.pk_region
GROUP BY r.pk_region;
