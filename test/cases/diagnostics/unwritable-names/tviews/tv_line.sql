CREATE TABLE tv_line AS
SELECT pk_read AS pk_line, name FROM v_read;
