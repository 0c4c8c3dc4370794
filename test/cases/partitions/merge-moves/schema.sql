-- MERGE whose UPDATE moves rows to another partition.
CREATE TABLE tb_job (
  pk_job integer NOT NULL,
  state text NOT NULL,
  title text NOT NULL,
  PRIMARY KEY (pk_job, state)
) PARTITION BY LIST (state);
CREATE TABLE tb_job_open PARTITION OF tb_job FOR VALUES IN ('open');
CREATE TABLE tb_job_done PARTITION OF tb_job FOR VALUES IN ('done', 'failed');
CREATE TABLE tb_outcome (
  job integer NOT NULL,
  state text NOT NULL
);

INSERT INTO tb_job SELECT n, 'open', 'job ' || n FROM generate_series(1, 6) n;
INSERT INTO tb_outcome VALUES (1, 'done'), (2, 'failed'), (3, 'open'), (9, 'done');
