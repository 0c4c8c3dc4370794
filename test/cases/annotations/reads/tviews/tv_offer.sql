-- @reads offers_of: public.tb_offer
CREATE TABLE tv_offer AS
SELECT o.pk_offer, p.name, o.discount
FROM tb_product p CROSS JOIN LATERAL offers_of(p.pk_product) o;
