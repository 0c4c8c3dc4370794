CREATE TABLE "tv_twi
ce" AS
SELECT pk_owner AS "pk_twi
ce" FROM tb_owner;
