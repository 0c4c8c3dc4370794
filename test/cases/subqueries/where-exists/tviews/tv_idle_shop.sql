-- @key pk_shop
CREATE TABLE tv_idle_shop AS
SELECT s.pk_shop, s.name
FROM tb_shop s
WHERE s.pk_shop NOT IN (SELECT o.fk_shop FROM tb_offer o WHERE o.fk_shop = s.pk_shop AND o.active);
