-- A shop: products in a tree of categories, orders, stock, prices by period, translations, exchange rates.
-- Trees cannot hold cycles, because a parent's number must be lower than its child's.

CREATE SCHEMA intl;

CREATE TYPE order_status AS ENUM ('cart', 'placed', 'paid', 'shipped', 'cancelled');
CREATE TYPE postal_address AS (street text, city text, zip text, country text);
CREATE TYPE dimensions AS (width numeric, height numeric, depth numeric);
CREATE DOMAIN email AS text CHECK (VALUE ~ '@');
CREATE DOMAIN sku AS text CHECK (VALUE <> '');
CREATE DOMAIN positive_int AS int CHECK (VALUE > 0);

CREATE TABLE intl.tb_currency (
  code text PRIMARY KEY,
  name text NOT NULL,
  digits int NOT NULL DEFAULT 2
);

CREATE TABLE intl.tb_rate (
  fk_currency text NOT NULL REFERENCES intl.tb_currency,
  valid_from date NOT NULL,
  rate numeric NOT NULL CHECK (rate > 0),
  PRIMARY KEY (fk_currency, valid_from)
);

CREATE TABLE tb_category (
  pk_category int PRIMARY KEY,
  fk_parent int REFERENCES tb_category CHECK (fk_parent < pk_category),
  name text NOT NULL,
  slug text UNIQUE,
  position int
);
CREATE INDEX ON tb_category (fk_parent);

CREATE TABLE tb_supplier (
  pk_supplier int PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  name text NOT NULL,
  contact email,
  address postal_address,
  countries text[] NOT NULL DEFAULT '{}'
);

CREATE TABLE tb_product (
  pk_product int PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  sku sku NOT NULL UNIQUE,
  fk_category int REFERENCES tb_category,
  fk_supplier int REFERENCES tb_supplier,
  name text NOT NULL,
  price numeric(10, 2) NOT NULL,
  weight float8,
  size dimensions,
  tags text[] NOT NULL DEFAULT '{}',
  related int[],
  attributes jsonb NOT NULL DEFAULT '{}',
  active boolean NOT NULL DEFAULT true,
  launched date,
  gross numeric GENERATED ALWAYS AS (round(price * 1.2, 2)) STORED,
  label text GENERATED ALWAYS AS (sku || ' ' || name) STORED
);
CREATE INDEX ON tb_product (fk_category);
CREATE INDEX ON tb_product (fk_supplier);

CREATE TABLE tb_product_translation (
  fk_product int NOT NULL REFERENCES tb_product,
  locale text NOT NULL,
  name text NOT NULL,
  description text,
  PRIMARY KEY (fk_product, locale)
);

CREATE TABLE tb_price_period (
  pk_price_period int PRIMARY KEY,
  fk_product int NOT NULL REFERENCES tb_product,
  during daterange NOT NULL,
  price numeric NOT NULL
);
CREATE INDEX ON tb_price_period (fk_product);

CREATE TABLE tb_warehouse (
  pk_warehouse int PRIMARY KEY,
  code varchar(8) NOT NULL UNIQUE,
  city text
);

CREATE TABLE tb_inventory (
  fk_product int NOT NULL REFERENCES tb_product,
  fk_warehouse int NOT NULL REFERENCES tb_warehouse,
  quantity int NOT NULL DEFAULT 0,
  reserved int NOT NULL DEFAULT 0,
  PRIMARY KEY (fk_product, fk_warehouse)
);
CREATE INDEX ON tb_inventory (fk_warehouse);

CREATE TABLE tb_customer (
  pk_customer int PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  email email,
  name text COLLATE "C" NOT NULL,
  tier text,
  address postal_address,
  registered_at timestamptz NOT NULL DEFAULT '2024-01-01 00:00+00',
  preferences jsonb
);

CREATE TABLE tb_order (
  pk_order int PRIMARY KEY,
  fk_customer int REFERENCES tb_customer,
  status order_status NOT NULL DEFAULT 'cart',
  placed_at timestamptz,
  currency text REFERENCES intl.tb_currency,
  note text
);
CREATE INDEX ON tb_order (fk_customer);

CREATE TABLE tb_order_item (
  fk_order int NOT NULL REFERENCES tb_order,
  line_no smallint NOT NULL,
  fk_product int NOT NULL REFERENCES tb_product,
  quantity positive_int NOT NULL DEFAULT 1,
  unit_price numeric NOT NULL DEFAULT 1,
  discount numeric,
  line_total numeric GENERATED ALWAYS AS (quantity * unit_price - COALESCE(discount, 0)) STORED,
  PRIMARY KEY (fk_order, line_no)
);
CREATE INDEX ON tb_order_item (fk_product);

CREATE TABLE tb_review (
  pk_review int PRIMARY KEY,
  fk_product int NOT NULL REFERENCES tb_product,
  fk_customer int REFERENCES tb_customer,
  rating smallint NOT NULL CHECK (rating BETWEEN 0 AND 5),
  title text,
  body text,
  created_at timestamp NOT NULL DEFAULT '2024-03-01',
  helpful int
);
CREATE INDEX ON tb_review (fk_product);
CREATE INDEX ON tb_review (fk_customer);

CREATE TABLE tb_promotion (
  pk_promotion int PRIMARY KEY,
  code text NOT NULL,
  during daterange,
  percent numeric NOT NULL DEFAULT 10,
  min_price numeric,
  max_price numeric,
  categories int[] NOT NULL DEFAULT '{}'
);

CREATE TABLE tb_collection (
  pk_collection int PRIMARY KEY,
  title text NOT NULL
);

CREATE TABLE tb_collection_product (
  fk_collection int NOT NULL REFERENCES tb_collection,
  fk_product int NOT NULL REFERENCES tb_product,
  position int,
  PRIMARY KEY (fk_collection, fk_product)
);
CREATE INDEX ON tb_collection_product (fk_product);

CREATE TABLE tb_event (
  pk_event int NOT NULL,
  occurred_on date NOT NULL,
  kind text NOT NULL,
  fk_product int,
  payload jsonb,
  PRIMARY KEY (pk_event, occurred_on)
) PARTITION BY RANGE (occurred_on);
CREATE TABLE tb_event_2023 PARTITION OF tb_event FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE tb_event_2024 PARTITION OF tb_event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE tb_event_other PARTITION OF tb_event DEFAULT;
CREATE INDEX ON tb_event (fk_product);

CREATE TABLE tb_asset (
  pk_asset int PRIMARY KEY,
  fk_product int,
  url text NOT NULL
);
CREATE TABLE tb_image (
  width int,
  height int,
  PRIMARY KEY (pk_asset)
) INHERITS (tb_asset);

CREATE TABLE tb_setting (
  name text PRIMARY KEY,
  value jsonb
);

CREATE VIEW vw_product_rating AS
SELECT fk_product, count(*) AS reviews, round(avg(rating), 2) AS average, max(created_at) AS latest
FROM tb_review
GROUP BY fk_product;

CREATE VIEW vw_product_stock AS
SELECT p.pk_product, COALESCE(sum(i.quantity - i.reserved), 0) AS available, count(i.fk_warehouse) AS warehouses
FROM tb_product p
LEFT JOIN tb_inventory i ON i.fk_product = p.pk_product
GROUP BY p.pk_product;

CREATE VIEW vw_product_card AS
SELECT p.pk_product, p.id, p.name, p.price, c.name AS category, r.reviews, r.average, s.available
FROM tb_product p
LEFT JOIN tb_category c ON c.pk_category = p.fk_category
LEFT JOIN vw_product_rating r ON r.fk_product = p.pk_product
JOIN vw_product_stock s ON s.pk_product = p.pk_product;

CREATE VIEW vw_order_total AS
SELECT o.pk_order, o.fk_customer, o.status, COALESCE(sum(i.line_total), 0) AS total, count(i.*) AS lines
FROM tb_order o
LEFT JOIN tb_order_item i ON i.fk_order = o.pk_order
GROUP BY o.pk_order, o.fk_customer, o.status;

CREATE VIEW vw_customer_value AS
SELECT c.pk_customer, c.name, count(t.pk_order) AS orders, sum(t.total) AS spent, max(t.total) AS largest
FROM tb_customer c
LEFT JOIN vw_order_total t ON t.fk_customer = c.pk_customer AND t.status <> 'cart'
GROUP BY c.pk_customer, c.name;

CREATE VIEW intl.vw_latest_rate AS
SELECT DISTINCT ON (fk_currency) fk_currency, valid_from, rate
FROM intl.tb_rate
ORDER BY fk_currency, valid_from DESC;

CREATE VIEW vw_active_product AS
SELECT * FROM tb_product WHERE active;

CREATE RECURSIVE VIEW vw_category_path (pk_category, path, depth) AS
SELECT pk_category, ARRAY[name], 0 FROM tb_category WHERE fk_parent IS NULL
UNION ALL
SELECT c.pk_category, p.path || c.name, p.depth + 1
FROM tb_category c JOIN vw_category_path p ON p.pk_category = c.fk_parent;

CREATE MATERIALIZED VIEW mv_bestseller AS
SELECT fk_product, sum(quantity) AS sold FROM tb_order_item GROUP BY fk_product;

CREATE VIEW vw_bestseller_name AS
SELECT p.pk_product, p.name, b.sold FROM tb_product p JOIN mv_bestseller b ON b.fk_product = p.pk_product;

CREATE FOREIGN DATA WRAPPER elsewhere;
CREATE SERVER erp FOREIGN DATA WRAPPER elsewhere;
CREATE FOREIGN TABLE ft_erp_stock (sku text, quantity int) SERVER erp;

CREATE FUNCTION fn_slug(title text) RETURNS text IMMUTABLE STRICT LANGUAGE sql
  RETURN trim(both '-' from regexp_replace(lower(title), '[^a-z0-9]+', '-', 'g'));
CREATE FUNCTION fn_gross(net numeric, vat numeric DEFAULT 0.2) RETURNS numeric IMMUTABLE LANGUAGE sql
  AS 'SELECT round(net * (1 + vat), 2)';
CREATE FUNCTION fn_money(amount numeric, currency text) RETURNS text IMMUTABLE LANGUAGE plpgsql
  AS $$BEGIN RETURN to_char(amount, 'FM999999990.00') || ' ' || COALESCE(currency, 'EUR'); END$$;
CREATE FUNCTION fn_words(title text) RETURNS SETOF text IMMUTABLE STRICT LANGUAGE sql
  AS $$SELECT regexp_split_to_table(lower(title), '\s+')$$;
CREATE FUNCTION fn_stock(product int) RETURNS bigint STABLE LANGUAGE sql
  AS 'SELECT COALESCE(sum(quantity), 0) FROM tb_inventory WHERE fk_product = product';
CREATE FUNCTION fn_rate(code text) RETURNS numeric STABLE LANGUAGE plpgsql
  AS $$BEGIN RETURN (SELECT r.rate FROM intl.tb_rate r WHERE r.fk_currency = code ORDER BY valid_from DESC LIMIT 1); END$$;
CREATE FUNCTION fn_vat() RETURNS numeric IMMUTABLE LANGUAGE sql
  AS $$SELECT (value ->> 'vat')::numeric FROM tb_setting WHERE name = 'tax'$$;
CREATE FUNCTION fn_reviews_of(product int) RETURNS SETOF tb_review STABLE LANGUAGE sql
  AS 'SELECT * FROM tb_review WHERE fk_product = product';
CREATE FUNCTION fn_month(day date) RETURNS text STABLE LANGUAGE sql
  AS $$SELECT to_char(day, 'YYYY-MM')$$;
CREATE FUNCTION fn_ticket() RETURNS text VOLATILE LANGUAGE sql
  AS 'SELECT md5(random()::text)';
CREATE FUNCTION fn_age_days(since timestamptz) RETURNS int STABLE LANGUAGE sql
  AS 'SELECT extract(day FROM now() - since)::int';
CREATE AGGREGATE agg_product(numeric) (SFUNC = numeric_mul, STYPE = numeric, INITCOND = '1');
CREATE SEQUENCE sq_ticket;

CREATE VIEW vw_recent_order AS
SELECT pk_order, status FROM tb_order WHERE placed_at > now() - interval '30 days';
CREATE VIEW vw_own_order AS
SELECT o.pk_order FROM tb_order o JOIN tb_customer c ON c.pk_customer = o.fk_customer WHERE c.name = CURRENT_USER;
CREATE VIEW vw_sampled_product AS
SELECT pk_product, name FROM tb_product TABLESAMPLE SYSTEM (10);
CREATE VIEW vw_locked_product AS
SELECT pk_product, name FROM tb_product FOR UPDATE;
CREATE VIEW vw_stocked_product AS
SELECT pk_product, fn_stock(pk_product) AS stock FROM tb_product;

INSERT INTO intl.tb_currency VALUES ('EUR', 'Euro', 2), ('USD', 'Dollar', 2), ('JPY', 'Yen', 0);
INSERT INTO intl.tb_rate VALUES ('USD', '2024-01-01', 1.1), ('USD', '2024-06-06', 1.08), ('JPY', '2024-01-01', 158.5);
INSERT INTO tb_category VALUES (1, NULL, 'Home', 'home', 1), (2, 1, 'Kitchen', 'kitchen', 1), (3, 1, 'Garden', 'garden', 2),
  (4, 2, 'Knives', 'knives', 1), (7, NULL, 'Books', NULL, NULL);
INSERT INTO tb_supplier VALUES
  (1, '00000000-0000-0000-0000-000000000001', 'Acme', 'sales@acme.test', ROW('Main St 1', 'Springfield', '12345', 'US'), '{US,CA}'),
  (2, '00000000-0000-0000-0000-000000000002', 'Bolt', NULL, NULL, '{}');
INSERT INTO tb_product (pk_product, id, sku, fk_category, fk_supplier, name, price, weight, size, tags, related, attributes, active, launched) VALUES
  (1, '00000000-0000-0000-0000-000000000001', 'K-1', 4, 1, 'Chef knife', 89.90, 0.3, ROW(30, 4, 2), '{steel,sharp}', '{2,3}',
   '{"color": "silver", "weight": 300, "specs": {"length": 20}, "variants": [{"sku": "K-1-S", "price": 79}, {"sku": "K-1-L", "price": 99}], "supplierId": 1}', true, '2024-01-01'),
  (2, '00000000-0000-0000-0000-000000000002', 'K-2', 4, 1, 'Bread knife', 39.00, 0.25, NULL, '{steel}', NULL,
   '{"color": "black", "variants": [], "supplierId": 2}', true, '2024-06-06'),
  (3, '00000000-0000-0000-0000-000000000003', 'G-1', 3, 2, 'Rake', 20.00, 1.5, ROW(40, 150, NULL), '{garden,a}', '{}', '{"color": "green", "variants": [{"sku": "G-1-X", "price": 20}]}', false, NULL),
  (4, '00000000-0000-0000-0000-000000000004', 'B-1', NULL, NULL, 'SQL for Cooks', 20.00, NULL, NULL, '{}', '{1}', '{}', true, '2023-12-31');
INSERT INTO tb_product_translation VALUES (1, 'de', 'Kochmesser', NULL), (1, 'fr', 'Couteau', 'a'), (2, 'de', 'Brotmesser', 'b');
INSERT INTO tb_price_period VALUES (1, 1, '[2024-01-01,2024-06-06)', 99), (2, 1, '[2024-06-06,)', 79), (3, 2, '(,2024-06-06)', 35);
INSERT INTO tb_warehouse VALUES (1, 'BER', 'Berlin'), (2, 'PAR', 'Paris'), (3, 'NYC', NULL);
INSERT INTO tb_inventory VALUES (1, 1, 7, 1), (1, 2, 0, 0), (2, 1, 3, 2), (3, 3, 20, 0);
INSERT INTO tb_customer VALUES
  (1, '00000000-0000-0000-0000-000000000001', 'ann@x.test', 'Ann', 'gold', ROW('A 1', 'Berlin', '10115', 'DE'), '2024-01-01 00:00+00', '{"locale": "de", "newsletter": true, "favourites": [1, 2]}'),
  (2, '00000000-0000-0000-0000-000000000002', 'bob@x.test', 'bob', NULL, ROW('B 2', 'Paris', NULL, 'FR'), '2024-06-06 12:00+02', '{"locale": "fr", "favourites": []}'),
  (3, '00000000-0000-0000-0000-000000000003', NULL, 'Cyd', 'gold', NULL, '2024-06-06 12:00+02', NULL);
INSERT INTO tb_order VALUES (1, 1, 'paid', '2024-01-01 00:00+00', 'EUR', NULL), (2, 1, 'cart', NULL, NULL, 'a'),
  (3, 2, 'shipped', '2024-06-06 12:00+02', 'USD', ''), (4, NULL, 'cancelled', '2024-06-06 12:00+02', 'EUR', NULL);
INSERT INTO tb_order_item VALUES (1, 1, 1, 1, 89.90, NULL), (1, 2, 2, 2, 39.00, 8), (2, 1, 3, 1, 20, 0), (3, 1, 1, 3, 85, NULL), (4, 1, 4, 1, 20, 20);
INSERT INTO tb_review VALUES (1, 1, 1, 5, 'Sharp', 'Very sharp', '2024-01-01 00:00', 3), (2, 1, 2, 3, NULL, NULL, '2024-06-06 12:00', NULL),
  (3, 2, 1, 4, 'a', '', '2024-06-06 12:00', 0), (4, 3, NULL, 1, 'Broke', 'x', '2024-01-31 23:59:59', 7);
INSERT INTO tb_promotion VALUES (1, 'SPRING', '[2024-01-01,2024-06-06)', 10, 20, 100, '{2,4}'), (2, 'ALWAYS', NULL, 5, NULL, 20, '{}'), (3, 'KNIVES', '[2024-01-01,2025-01-01)', 20, 50, NULL, '{4}');
INSERT INTO tb_collection VALUES (1, 'Gifts'), (2, 'Sale');
INSERT INTO tb_collection_product VALUES (1, 1, 1), (1, 4, 2), (2, 1, NULL);
INSERT INTO tb_event VALUES (1, '2024-01-01', 'view', 1, '{"ref": "mail", "seconds": 4}'), (2, '2024-06-06', 'view', 1, NULL), (3, '2023-12-31', 'cart', 2, '{"ref": "web"}'), (4, '2024-06-06', 'cart', NULL, '{}');
INSERT INTO tb_asset VALUES (1, 1, 'a.pdf'), (2, NULL, 'b');
INSERT INTO tb_image VALUES (3, 1, 'c.png', 20, 7), (4, 2, 'd.png', 1, NULL);
INSERT INTO tb_setting VALUES ('tax', '{"vat": 0.2}'), ('shop', '{"name": "Corner"}');
