CREATE TABLE tv_pen AS
SELECT pk_author AS pk_pen FROM tb_author;
DELETE FROM tb_author;
