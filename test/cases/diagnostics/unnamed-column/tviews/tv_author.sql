CREATE TABLE tv_author AS
SELECT pk_author, name || '!', 42
FROM tb_author;
