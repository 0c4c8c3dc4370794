CREATE VIEW tv_author AS
SELECT pk_author, name FROM tb_author;
