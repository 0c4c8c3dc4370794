-- A table without any key, with rows that are equal in every column.
CREATE TABLE tb_station (
  pk_station integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_reading (
  fk_station integer,
  value integer
);

INSERT INTO tb_station VALUES (1, 'North'), (2, 'South'), (3, 'West');
INSERT INTO tb_reading VALUES (1, 10), (1, 10), (1, 20), (2, 10), (NULL, 5), (NULL, NULL), (NULL, NULL), (9, 1);
