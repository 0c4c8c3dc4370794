-- @key (pk_line, pk_return)
CREATE TABLE tv_line_return AS
SELECT l.pk_line, r.pk_return, l.amount - r.amount AS rest, o.kind
FROM tb_line l
JOIN tb_order o ON o.pk_order = l.fk_order
LEFT JOIN tb_return r ON r.fk_order = o.pk_order AND r.amount <= l.amount;
