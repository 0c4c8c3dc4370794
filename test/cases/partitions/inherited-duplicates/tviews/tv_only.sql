-- @key pk_animal
CREATE TABLE tv_only AS
SELECT a.pk_animal, a.name FROM ONLY tb_animal a;
