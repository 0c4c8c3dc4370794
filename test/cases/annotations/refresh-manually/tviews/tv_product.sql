-- @refresh manually
CREATE TABLE tv_product AS
SELECT p.pk_product, p.name, s.sold, now() < timestamptz '2000-01-01' AS early, e.last_value AS edition
FROM sq_edition e, tb_product p
LEFT JOIN mv_sold s ON s.fk_product = p.pk_product;
