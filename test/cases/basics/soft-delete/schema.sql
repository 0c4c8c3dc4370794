-- Soft delete on both sides of a join.
CREATE TABLE tb_customer (
  pk_customer integer PRIMARY KEY,
  name text NOT NULL,
  deleted_at timestamptz
);
CREATE TABLE tb_order (
  pk_order integer PRIMARY KEY,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  fk_customer integer NOT NULL REFERENCES tb_customer,
  total numeric NOT NULL,
  deleted_at timestamptz
);

INSERT INTO tb_customer VALUES (1, 'Ada', NULL), (2, 'Bob', '2024-01-01'), (3, 'Cleo', NULL);
INSERT INTO tb_order (pk_order, fk_customer, total, deleted_at) VALUES
  (1, 1, 10, NULL), (2, 1, 20, '2024-02-02'), (3, 2, 30, NULL), (4, 3, 40, NULL);
