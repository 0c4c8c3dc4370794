-- All fees are small, which is true of none as well; and the last one decides the order of nothing.
-- @key (pk_member)
CREATE TABLE tv_small_payer AS
SELECT
  m.pk_member,
  10 >= ALL (SELECT f.amount FROM tb_fee f WHERE f.fk_member = m.pk_member) AS small,
  5 = ANY (SELECT f.amount FROM tb_fee f WHERE f.fk_member = m.pk_member) AS once_five
FROM tb_member m
WHERE m.number >= (SELECT coalesce(min(b.number), 0) FROM tb_ban b WHERE b.club = m.club);
