-- Keys whose equal values can look different: 1.0 = 1.00.
CREATE TABLE tb_rate (
  rate numeric PRIMARY KEY,
  label text NOT NULL
);
CREATE TABLE tb_sample (
  pk_sample integer PRIMARY KEY,
  rate numeric
);

INSERT INTO tb_rate VALUES (1.0, 'one'), (2.5, 'two and a half'), (0, 'zero'), ('NaN', 'none');
INSERT INTO tb_sample VALUES (1, 1.000), (2, 2.5), (3, NULL), (4, 'NaN');
