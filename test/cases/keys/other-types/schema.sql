-- Keys of timestamptz, enum, domain and boolean.
CREATE TYPE severity AS ENUM ('low', 'high', 'needs care');
CREATE DOMAIN sku AS text CHECK (VALUE ~ '^[A-Z]{2}-');
CREATE TABLE tb_slot (
  starts_at timestamptz PRIMARY KEY,
  title text NOT NULL
);
CREATE TABLE tb_seat (
  pk_seat integer PRIMARY KEY,
  starts_at timestamptz REFERENCES tb_slot ON UPDATE CASCADE,
  person text NOT NULL
);
CREATE TABLE tb_level (
  level severity PRIMARY KEY,
  label text NOT NULL
);
CREATE TABLE tb_part (
  code sku PRIMARY KEY,
  level severity REFERENCES tb_level,
  spare boolean NOT NULL
);

INSERT INTO tb_slot VALUES ('2024-01-01 10:00:00.000001+00', 'early'), ('2024-10-27 01:30+00', 'twice a year'), ('infinity', 'never');
INSERT INTO tb_seat VALUES (1, '2024-01-01 10:00:00.000001+00', 'Ann'), (2, 'infinity', 'Ben'), (3, NULL, 'Cid');
INSERT INTO tb_level VALUES ('low', 'Low'), ('high', 'High');
INSERT INTO tb_part VALUES ('AB-1', 'low', true), ('AB-2', NULL, false), ('XY-1', 'high', true);
