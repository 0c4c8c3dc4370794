-- Grouped by what depends on settings of the session: the drain computes it as the stored rows were computed, whoever writes.
CREATE TABLE tb_event (pk_event integer PRIMARY KEY, at timestamptz, ratio float8, payload bytea, span interval);

INSERT INTO tb_event VALUES
  (1, '2024-01-31 22:00:00+00', 0.1, '\x01', '1 day'), (2, '2024-02-01 02:00:00+00', 0.3, '\x02', '1 day 02:00'), (3, NULL, NULL, NULL, NULL);
