-- USING and NATURAL merge columns of the same name; the merged column is the key.
CREATE TABLE tb_customer (
  customer_no integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_credit (
  customer_no integer PRIMARY KEY,
  credit numeric(8, 2) NOT NULL,
  rating_no integer
);
CREATE TABLE tb_rating (
  rating_no integer PRIMARY KEY,
  rating text NOT NULL
);

INSERT INTO tb_customer VALUES (1, 'Ann'), (2, 'Ben'), (3, 'Cid');
INSERT INTO tb_credit VALUES (1, 100, 1), (2, 50, NULL), (9, 7, 2);
INSERT INTO tb_rating VALUES (1, 'good'), (2, 'bad');
