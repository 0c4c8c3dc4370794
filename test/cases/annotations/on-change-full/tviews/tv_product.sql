-- @on-change tb_setting: full
-- @on-change tb_product: full
CREATE TABLE tv_product AS
SELECT p.pk_product, p.name, p.price * s.factor AS price,
       p.price > (SELECT avg(x.price) FROM tb_product x) AS dear
FROM tb_product p CROSS JOIN tb_setting s;
