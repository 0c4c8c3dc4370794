-- @key pk_token
CREATE TABLE tv_number AS
SELECT t.pk_token, t.owner
FROM tb_token t
WHERE t.pk_token < next_number();
