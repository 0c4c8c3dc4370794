CREATE TABLE tb_customer (
  pk_customer integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id          uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
  name        text NOT NULL
);

CREATE TABLE tb_order (
  pk_order    integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id          uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
  fk_customer integer NOT NULL REFERENCES tb_customer ON DELETE CASCADE,
  ordered_on  date NOT NULL DEFAULT current_date
);

CREATE INDEX ON tb_order (fk_customer);

CREATE TABLE tb_order_line (
  pk_order_line integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  fk_order      integer NOT NULL REFERENCES tb_order ON DELETE CASCADE,
  article       text NOT NULL,
  quantity      integer NOT NULL CHECK (quantity > 0),
  price         numeric(10, 2) NOT NULL
);

CREATE INDEX ON tb_order_line (fk_order);
