CREATE TABLE tv_good AS
SELECT g.pk_good, tools.shout(g.name) AS name, format_price(g.cents, g.code) AS price, as_percentage(g.discount) AS discount,
       g.discount ~~~ 10 AS about_ten,
       (SELECT join_text(t.code ORDER BY t.code) FROM tb_tax t WHERE t.fk_good = g.pk_good) AS taxes
FROM tb_good g;
