CREATE TABLE tv_number AS
SELECT fk_post AS pk_number, max(pk_comment) AS last FROM tb_comment WHERE fk_post IS NOT NULL GROUP BY fk_post;
