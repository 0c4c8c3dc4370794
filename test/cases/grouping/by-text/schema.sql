-- Grouped by text and by a date: groups that no row points at by a key.
CREATE TABLE tb_visit (
  pk_visit integer PRIMARY KEY,
  city text NOT NULL,
  seen_on date NOT NULL,
  seconds integer NOT NULL
);

INSERT INTO tb_visit VALUES
  (1, 'Oslo', '2024-01-31', 10), (2, 'oslo', '2024-02-01', 20), (3, 'Rome', '2024-02-02', 30), (4, '', '2024-02-03', 5);
