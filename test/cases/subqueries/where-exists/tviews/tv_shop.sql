-- Shops with an offer, none of them disputed.
CREATE TABLE tv_shop AS
SELECT s.pk_shop, s.id, s.name
FROM tb_shop s
WHERE EXISTS (SELECT 1 FROM tb_offer o WHERE o.fk_shop = s.pk_shop AND o.active)
  AND NOT EXISTS (
    SELECT 1 FROM tb_offer o JOIN tb_complaint c ON c.fk_offer = o.pk_offer
    WHERE o.fk_shop = s.pk_shop AND NOT c.settled);
