CREATE TABLE tv_author AS
SELECT pk_author, name FROM mv_author;
