CREATE TABLE tv_item AS
SELECT i.pk_item,
       by_sql(1) AS a,
       by_atomic() AS b,
       by_another() AS c,
       lies() AS d,
       dynamic('tb_rate') AS e,
       by_default() AS f,
       of_matview() AS g,
       age_of(i.sold_at) AS h,
       ticket() AS i,
       chance() AS j,
       (SELECT rated_sum(o.price) FROM tb_item o WHERE o.pk_item = i.pk_item) AS k,
       i.price ~~~ 1 AS l,
       month_of(i.sold_at) AS month,
       gross(i.price) AS gross
FROM tb_item i;
