-- @key fk_stock
CREATE TABLE tv_alert AS
SELECT fk_stock, array_agg(message ORDER BY pk_alert) AS messages FROM tb_alert GROUP BY fk_stock;
