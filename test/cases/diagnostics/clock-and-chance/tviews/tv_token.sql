CREATE TABLE tv_token AS
SELECT t.pk_token,
       t.expires_at < now() AS expired,
       random() AS chance,
       current_user AS reader,
       token_count() AS tokens
FROM tb_token t;
