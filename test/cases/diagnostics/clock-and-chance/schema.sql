CREATE TABLE tb_token (pk_token integer PRIMARY KEY, expires_at timestamptz NOT NULL);
CREATE FUNCTION token_count() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM tb_token';
