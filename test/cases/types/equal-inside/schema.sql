-- Links and keys that are equal and look different: numbers inside arrays, composites and ranges; intervals.
CREATE TYPE size AS (width numeric, height numeric);
CREATE TABLE tb_shape (pk_shape integer PRIMARY KEY, sides numeric[], size size, span numrange, wait interval, name text NOT NULL);
CREATE TABLE tb_box (
  pk_box integer PRIMARY KEY,
  sides numeric[],
  size size,
  span numrange,
  wait interval,
  amount integer NOT NULL
);
CREATE INDEX ON tb_box (sides);
CREATE INDEX ON tb_box (size);
CREATE INDEX ON tb_box (span);
CREATE INDEX ON tb_box (wait);
CREATE INDEX ON tb_shape (sides);
CREATE INDEX ON tb_shape (size);
CREATE INDEX ON tb_shape (span);
CREATE INDEX ON tb_shape (wait);

INSERT INTO tb_shape VALUES (1, '{1,2}', ROW(1, 2), '[1,2)', '24:00', 'one'), (2, '{NULL}', ROW(2, 2), 'empty', '1 month', 'two');
INSERT INTO tb_box VALUES
  (1, '{1.0,2}', ROW(1.0, 2), '[1.0,2)', '1 day', 1), (2, '{1,2.0}', ROW(1, 2.00), '[1,2.0)', '24:00', 2),
  (3, '{3}', ROW(2.0, 2.00), 'empty', '1 month', 4), (4, NULL, NULL, NULL, NULL, 8);
