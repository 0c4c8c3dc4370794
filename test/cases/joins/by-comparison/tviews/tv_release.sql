CREATE TABLE tv_release AS
SELECT r.pk_release, r.name, (SELECT max(e.name) FROM tb_release e WHERE e.pk_release < r.pk_release) AS among_earlier
FROM tb_release r;
