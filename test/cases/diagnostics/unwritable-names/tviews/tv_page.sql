CREATE TABLE tv_page AS
SELECT * FROM tb_page;
