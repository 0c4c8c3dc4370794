-- MERGE moves rows to another partition while a trigger of the application updates the same table.
CREATE TABLE tb_job (
  pk_job integer NOT NULL,
  state text NOT NULL,
  title text NOT NULL,
  PRIMARY KEY (pk_job, state)
) PARTITION BY LIST (state);
CREATE TABLE tb_job_open PARTITION OF tb_job FOR VALUES IN ('open');
CREATE TABLE tb_job_done PARTITION OF tb_job FOR VALUES IN ('done', 'failed');
CREATE FUNCTION touch_others() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE tb_job SET title = 'touched' WHERE pk_job = NEW.pk_job + 100;
  RETURN NEW;
END
$$;
CREATE TRIGGER touch_others BEFORE UPDATE ON tb_job FOR EACH ROW EXECUTE FUNCTION touch_others();

INSERT INTO tb_job SELECT n, 'open', 'job ' || n FROM generate_series(1, 6) n;
