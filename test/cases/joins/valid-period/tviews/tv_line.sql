CREATE TABLE tv_line AS
SELECT l.pk_line, l.product, p.amount * l.quantity AS total, p.amount IS NULL AS unpriced
FROM tb_line l
LEFT JOIN tb_price p ON p.product = l.product AND p.valid_from <= l.ordered_on AND l.ordered_on < p.valid_to;
