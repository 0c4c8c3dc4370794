CREATE TABLE tb_token (pk_token integer PRIMARY KEY, owner text NOT NULL);
CREATE FUNCTION token_count(p_owner text) RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM tb_token WHERE owner = p_owner';
CREATE FUNCTION next_number() RETURNS bigint LANGUAGE sql VOLATILE AS 'SELECT count(*) + 1 FROM tb_token';
