-- @key pk_machine
SELECT pg_tviews_create('tv_machine_name', 'SELECT pk_machine, ''machine '' || name AS name FROM tb_machine');
