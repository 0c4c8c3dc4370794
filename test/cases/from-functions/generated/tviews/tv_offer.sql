-- Each level is there for each stay, whether or not the room has a rate for it.
-- @key (pk_stay, level)
CREATE TABLE tv_offer AS
SELECT s.pk_stay, v.level, v.label, r.price
FROM tb_stay s
CROSS JOIN (VALUES (1, 'plain'), (2, 'with breakfast')) AS v (level, label)
LEFT JOIN tb_rate r ON r.room = s.room AND r.level = v.level;
