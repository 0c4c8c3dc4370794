CREATE TABLE tv_alias AS
SELECT "the
page".pk_page AS pk_alias FROM tb_page "the
page";
