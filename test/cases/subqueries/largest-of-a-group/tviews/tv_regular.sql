-- @key (pk_bidder)
CREATE TABLE tv_regular AS
SELECT b.pk_bidder, b.name, string_agg(m.item, ', ' ORDER BY m.item) AS items
FROM tb_bidder b
JOIN (
  SELECT item, mode() WITHIN GROUP (ORDER BY fk_bidder) AS usual,
    percentile_disc(0.5) WITHIN GROUP (ORDER BY fk_bidder) AS middle
  FROM tb_bid GROUP BY item
) m ON b.pk_bidder IN (m.usual, m.middle)
GROUP BY b.pk_bidder;
