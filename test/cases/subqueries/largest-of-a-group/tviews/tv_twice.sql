-- @key (item)
CREATE TABLE tv_twice AS
SELECT m.item, b.name
FROM (
  SELECT item, min(last) AS lowest
  FROM (SELECT item, amount, max(fk_bidder) AS last FROM tb_bid GROUP BY item, amount) g
  GROUP BY item
) m
LEFT JOIN tb_bidder b ON b.pk_bidder = m.lowest;
