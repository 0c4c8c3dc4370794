CREATE TABLE tv_ticket AS
SELECT a.pk_author AS pk_ticket, s.last_value FROM tb_author a, sq_ticket s;
