-- A table partitioned by range, with a default partition: written through the parent and through its partitions.
CREATE TABLE tb_meter (
  pk_meter integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_reading (
  pk_reading integer NOT NULL,
  day date NOT NULL,
  fk_meter integer REFERENCES tb_meter ON DELETE CASCADE,
  value integer NOT NULL,
  note text,
  PRIMARY KEY (pk_reading, day)
) PARTITION BY RANGE (day);
CREATE TABLE tb_reading_2023 PARTITION OF tb_reading FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE tb_reading_2024 PARTITION OF tb_reading FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE tb_reading_other PARTITION OF tb_reading DEFAULT;

INSERT INTO tb_meter VALUES (1, 'Gas'), (2, 'Water');
INSERT INTO tb_reading VALUES (1, '2023-05-05', 1, 10), (2, '2024-05-05', 1, 20), (3, '2024-06-06', 2, 5), (4, '1999-01-01', 2, 1);
