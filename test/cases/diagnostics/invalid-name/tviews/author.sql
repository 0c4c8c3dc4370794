SELECT pk_author, name FROM tb_author;
