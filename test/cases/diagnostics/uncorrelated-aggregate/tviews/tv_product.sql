CREATE TABLE tv_product AS
SELECT p.pk_product,
       p.price - (SELECT avg(x.price) FROM tb_product x) AS above_average
FROM tb_product p;
