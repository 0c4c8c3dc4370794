CREATE TABLE v_writer AS
SELECT pk_author, name FROM tb_author;
