CREATE TABLE tv_author AS
SELECT pk_author, name
FORM tb_author;
