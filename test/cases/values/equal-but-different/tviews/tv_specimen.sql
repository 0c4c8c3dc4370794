CREATE TABLE tv_specimen AS
SELECT s.pk_specimen, s.amount, s.ratio, s.ratio4, s.duration, s.code, s.name, s.details, s.amounts, s.span, s.size
FROM tb_specimen s;
