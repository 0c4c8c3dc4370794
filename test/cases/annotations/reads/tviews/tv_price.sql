-- @key pk_product
-- @reads vat: tb_vat
CREATE TABLE tv_price AS
SELECT p.pk_product, p.price + p.price * vat() / 100 AS gross, month_of(date '2024-01-31') AS month
FROM tb_product p;
