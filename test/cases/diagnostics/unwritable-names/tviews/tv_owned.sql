CREATE TABLE tv_owned AS
SELECT pk_owned, name FROM v_owners;
