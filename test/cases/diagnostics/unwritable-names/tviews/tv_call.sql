CREATE TABLE tv_call AS
SELECT p.pk_page AS pk_call, o.name
FROM tb_page p
LEFT JOIN tb_owner o ON o.code = "upper
case"(p.pk_page::text);
