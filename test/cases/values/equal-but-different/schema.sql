-- Values that are equal and yet look different: the document must show the new look.
CREATE COLLATION ignore_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE TYPE measure AS (amount numeric, unit text);
CREATE TABLE tb_specimen (
  pk_specimen integer PRIMARY KEY,
  amount numeric,
  ratio double precision,
  ratio4 real,
  duration interval,
  code bpchar,
  name text COLLATE ignore_case,
  details jsonb,
  amounts numeric[],
  span numrange,
  size measure
);

INSERT INTO tb_specimen VALUES
  (1, 1.0, 0, 0, '24 hours', 'ab', 'Ann', '{"a": 1.0}', '{1.0,2}', '[1,2.0)', '(1.0,kg)'),
  (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
