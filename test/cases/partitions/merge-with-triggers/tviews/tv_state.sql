-- @key (state)
CREATE TABLE tv_state AS
SELECT state, count(*) AS jobs FROM tb_job GROUP BY state;
