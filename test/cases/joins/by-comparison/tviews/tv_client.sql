CREATE TABLE tv_client AS
SELECT c.pk_client, c.major, c.minor, count(r.pk_release) AS newer, string_agg(r.name, ', ' ORDER BY r.pk_release) AS names
FROM tb_client c
LEFT JOIN tb_release r ON (r.major, r.minor) > (c.major, c.minor)
GROUP BY c.pk_client;
