-- @key (pk_job, state)
CREATE TABLE tv_job AS
SELECT pk_job, state, title FROM tb_job;
