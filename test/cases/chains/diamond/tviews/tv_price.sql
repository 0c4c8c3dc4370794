-- @key fk_group
CREATE TABLE tv_price AS
SELECT fk_group, min(price) AS cheapest, max(price) AS dearest
FROM tv_item
GROUP BY fk_group;
