-- @key pk_product
CREATE TABLE tv_offer AS
SELECT p.pk_product, p.price,
       (SELECT string_agg(n.note, ', ' ORDER BY n.pk_price_note) FROM tb_price_note n WHERE n.fk_product = p.pk_product) AS notes
FROM tb_product p;
