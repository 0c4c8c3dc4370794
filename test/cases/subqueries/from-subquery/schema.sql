-- Subqueries in FROM: a grouped one, and LATERAL ones that look at the row on their left.
CREATE TABLE tb_device (
  pk_device integer PRIMARY KEY,
  name text NOT NULL,
  alarm_above numeric
);
CREATE TABLE tb_measurement (
  pk_measurement integer PRIMARY KEY,
  fk_device integer REFERENCES tb_device,
  value numeric NOT NULL,
  taken_at timestamp NOT NULL
);

INSERT INTO tb_device VALUES (1, 'Pump', 10), (2, 'Fan', NULL), (3, 'Lamp', 1);
INSERT INTO tb_measurement VALUES
  (1, 1, 5, '2024-01-01 10:00'), (2, 1, 15, '2024-01-01 11:00'), (3, 2, 7, '2024-01-01 10:00'), (4, NULL, 1, '2024-01-01');
