CREATE TABLE tv_event AS
SELECT pk_event, what FROM tb_event;
