-- What the function reads is another TVIEW, which only the annotation tells.
-- @key pk_product
-- @reads rows_of: tv_offer
CREATE TABLE tv_statistics AS
SELECT p.pk_product, rows_of('tv_offer') AS offers
FROM tb_product p;
