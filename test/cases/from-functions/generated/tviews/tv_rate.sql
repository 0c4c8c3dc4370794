CREATE TABLE tv_rate AS
SELECT r.pk_rate, r.price, v.label
FROM tb_rate r
JOIN (VALUES (1, 'plain'), (2, 'with breakfast')) AS v (level, label) USING (level);
