CREATE TABLE tv_animal AS
SELECT a.pk_animal, a.name FROM tb_animal a;
