CREATE TABLE tv_group AS
SELECT g.pk_group, g.title, p.cheapest, p.dearest, s.available,
       (SELECT sum(i.stock) FROM tb_item i WHERE i.fk_group = g.pk_group) AS pieces
FROM tb_group g
LEFT JOIN tv_price p ON p.fk_group = g.pk_group
LEFT JOIN tv_supply s ON s.fk_group = g.pk_group;
