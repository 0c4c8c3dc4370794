-- Words that PostgreSQL reads as the moment at which the backing view is created, and the same words as text.
CREATE TABLE tb_task (
  pk_task integer PRIMARY KEY,
  due date NOT NULL,
  done_at timestamptz,
  note text NOT NULL,
  slots daterange NOT NULL
);
CREATE FUNCTION next_day(x date) RETURNS date IMMUTABLE LANGUAGE sql AS 'SELECT x + 1';
CREATE VIEW overdue AS SELECT pk_task FROM tb_task WHERE done_at < 'now'::text::timestamptz;
