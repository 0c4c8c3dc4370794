-- @key pk_shop
CREATE TABLE tv_open_shop AS
SELECT s.pk_shop, s.name
FROM tb_shop s
WHERE s.pk_shop IN (SELECT o.fk_shop FROM tb_offer o WHERE o.active)
  AND NOT EXISTS (SELECT 1 FROM tb_closed_region r WHERE r.region = s.region);
