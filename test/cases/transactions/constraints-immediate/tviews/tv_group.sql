CREATE TABLE tv_group AS
SELECT g.pk_group, g.name, count(e.pk_entry) AS entries, sum(e.value) AS value
FROM tb_group g LEFT JOIN tb_entry e ON e.fk_group = g.pk_group
GROUP BY g.pk_group;
