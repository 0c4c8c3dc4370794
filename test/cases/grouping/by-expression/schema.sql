-- Grouped by expressions: lower(), date_trunc(), a CASE, abs() whose zeros look different.
CREATE TABLE tb_visit (
  pk_visit integer PRIMARY KEY,
  city text NOT NULL,
  seen_at timestamp NOT NULL,
  seconds integer,
  offset_by double precision NOT NULL DEFAULT 0
);

INSERT INTO tb_visit VALUES
  (1, 'Oslo', '2024-01-31 23:59', 10, 0), (2, 'oslo', '2024-02-01 00:00', 20, '-0'), (3, 'Rome', '2024-02-02', 300, -1.5),
  (4, '', '2024-02-03', NULL, 1.5);
