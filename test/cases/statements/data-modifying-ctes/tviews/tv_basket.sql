CREATE TABLE tv_basket AS
SELECT b.pk_basket, b.owner,
       ARRAY(SELECT l.product FROM tb_basket_line l WHERE l.fk_basket = b.pk_basket ORDER BY l.product) AS lines,
       (SELECT count(*) FROM tb_archive a WHERE a.owner = b.owner) AS archived
FROM tb_basket b;
