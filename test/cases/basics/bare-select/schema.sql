-- A bare SELECT: the TVIEW is named by its file.
CREATE TABLE tb_sensor (
  pk_sensor bigint PRIMARY KEY,
  label varchar(20) NOT NULL DEFAULT 'new',
  celsius real,
  active boolean NOT NULL DEFAULT true
);

INSERT INTO tb_sensor VALUES (1, 'roof', 21.5, true), (2, 'cellar', NULL, false);
