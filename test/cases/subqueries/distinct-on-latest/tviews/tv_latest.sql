-- @key (pk_state)
CREATE TABLE tv_latest AS
SELECT DISTINCT ON (s.fk_order) s.pk_state, s.fk_order, s.word
FROM tb_state s
ORDER BY s.fk_order, s.at DESC NULLS LAST, s.pk_state DESC;
