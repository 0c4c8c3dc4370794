-- Sessions with settings of their own write: the documents must not depend on who wrote last.
CREATE TABLE tb_meeting (
  pk_meeting integer PRIMARY KEY,
  title text NOT NULL,
  starts_at timestamptz NOT NULL,
  lasts interval,
  token bytea,
  weight double precision,
  day date,
  fee money
);

INSERT INTO tb_meeting VALUES (1, 'Kick-off', '2024-07-01 10:00+00', '1 hour', '\x00ff', 0.1, '2024-07-01', 5);
