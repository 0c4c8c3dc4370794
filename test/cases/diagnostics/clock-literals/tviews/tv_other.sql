-- Types that come from elsewhere: another row or branch, a subquery, a function.
CREATE TABLE tv_other AS
SELECT t.pk_task,
       (t.pk_task, t.due) IN ((1, 'now')) AS a,
       'today' = ANY (SELECT o.due FROM tb_task o WHERE o.pk_task = t.pk_task) AS b,
       (SELECT max(o.due) FROM tb_task o WHERE o.pk_task = t.pk_task) > 'today' AS c,
       ARRAY(SELECT v.d FROM (VALUES (t.due), ('tomorrow')) v(d)) AS d,
       next_day(t.due) = 'tomorrow' AS e,
       ARRAY(SELECT t.due UNION SELECT 'yesterday') AS f,
       x.next > 'today' AS g,
       x.next = 'today'::text AS h
FROM tb_task t
JOIN (SELECT o.pk_task, o.due + 1 AS next FROM tb_task o) x ON x.pk_task = t.pk_task;
