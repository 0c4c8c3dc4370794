CREATE TABLE tv_shop AS
SELECT s.pk_shop, s.fk_region, s.name || ', ' || r.name AS name,
  (SELECT sum(x.amount) FROM tb_sale x WHERE x.fk_shop = s.pk_shop) AS total
FROM tb_shop s
JOIN tb_region r ON r.pk_region = s.fk_region;
