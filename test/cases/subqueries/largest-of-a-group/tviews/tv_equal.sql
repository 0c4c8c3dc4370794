-- @key (item, pk_bidder)
CREATE TABLE tv_equal AS
SELECT m.item, b.pk_bidder, b.name
FROM (SELECT item, max(amount) AS most FROM tb_bid WHERE item IS NOT NULL GROUP BY item HAVING count(*) > 1) m
LEFT JOIN tb_bidder b ON b.rank = m.most;
