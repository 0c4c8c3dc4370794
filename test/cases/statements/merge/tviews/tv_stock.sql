CREATE TABLE tv_stock AS
SELECT s.pk_stock, jsonb_build_object('name', s.name, 'pieces', s.pieces, 'supplier', p.name) AS data
FROM tb_stock s
LEFT JOIN tb_supplier p ON p.pk_supplier = s.fk_supplier;
