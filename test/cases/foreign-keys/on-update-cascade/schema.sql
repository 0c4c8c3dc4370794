-- ON UPDATE CASCADE through two levels of natural keys, one of them composite, and ON UPDATE SET NULL.
CREATE TABLE tb_currency (
  code text PRIMARY KEY,
  symbol text NOT NULL
);
CREATE TABLE tb_price_list (
  currency text NOT NULL REFERENCES tb_currency ON UPDATE CASCADE ON DELETE CASCADE,
  season text NOT NULL,
  title text NOT NULL,
  PRIMARY KEY (currency, season)
);
CREATE TABLE tb_price (
  pk_price integer PRIMARY KEY,
  currency text,
  season text,
  amount numeric(8, 2) NOT NULL,
  billed_in text REFERENCES tb_currency ON UPDATE SET NULL ON DELETE CASCADE,
  FOREIGN KEY (currency, season) REFERENCES tb_price_list ON UPDATE CASCADE ON DELETE CASCADE
);

INSERT INTO tb_currency VALUES ('EUR', '€'), ('USD', '$');
INSERT INTO tb_price_list VALUES ('EUR', 'summer', 'Sun'), ('EUR', 'winter', 'Snow'), ('USD', 'summer', 'Beach');
INSERT INTO tb_price VALUES (1, 'EUR', 'summer', 10, 'USD'), (2, 'EUR', 'winter', 20, 'EUR'), (3, 'USD', 'summer', 30, NULL), (4, NULL, NULL, 40, 'USD');
