-- @key (pk_bidder, item)
CREATE TABLE tv_winner AS
SELECT b.pk_bidder, m.item, b.name
FROM tb_bidder b
JOIN (SELECT item, max(fk_bidder) AS last FROM tb_bid GROUP BY item) m ON m.last = b.pk_bidder;
