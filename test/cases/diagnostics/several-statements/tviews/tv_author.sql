CREATE TABLE tv_author AS
SELECT pk_author, name FROM tb_author;
CREATE TABLE tv_writer AS
SELECT pk_author AS pk_writer FROM tb_author;
