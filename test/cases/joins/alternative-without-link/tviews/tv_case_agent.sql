-- @key (pk_case, pk_agent)
CREATE TABLE tv_case_agent AS
SELECT c.pk_case, a.pk_agent
FROM tb_case c LEFT JOIN tb_agent a ON a.pk_agent = c.fk_agent OR (c.fk_agent IS NULL AND a.role = 'standby');
