CREATE TABLE tv_land AS
SELECT
  l.pk_land, l.name,
  (
    SELECT string_agg(t.name || (SELECT count(*) FROM tb_house h WHERE h.fk_town = t.pk_town AND h.rooms >= l.minimum), ' ' ORDER BY t.pk_town)
    FROM tb_town t
    WHERE t.fk_land = l.pk_land
      AND EXISTS (SELECT FROM tb_house h WHERE h.fk_town = t.pk_town AND NOT EXISTS (SELECT FROM tb_land g WHERE g.pk_land = h.fk_guest_of AND g.pk_land = l.pk_land))
  ) AS towns
FROM tb_land l;
