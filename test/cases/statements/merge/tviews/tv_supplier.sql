CREATE TABLE tv_supplier AS
SELECT p.pk_supplier, p.name, sum(s.pieces) AS pieces, count(s.pk_stock) AS items
FROM tb_supplier p LEFT JOIN tb_stock s ON s.fk_supplier = p.pk_supplier
GROUP BY p.pk_supplier;
