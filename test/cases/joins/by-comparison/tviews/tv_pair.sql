-- @key (pk_release, pk_client)
CREATE TABLE tv_pair AS
SELECT r.pk_release, c.pk_client, r.minor <= c.minor AS supported
FROM tb_release r
JOIN tb_client c ON r.major <> c.major;
