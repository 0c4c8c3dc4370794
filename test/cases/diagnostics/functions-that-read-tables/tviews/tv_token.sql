CREATE TABLE tv_token AS
SELECT t.pk_token, token_count(t.owner) AS tokens
FROM tb_token t;
