-- Joined by a range alone, no equality beside it: rows of one table lie within a range that the other one has.
CREATE TABLE tb_season (pk_season integer PRIMARY KEY, name text NOT NULL, days daterange NOT NULL);
CREATE TABLE tb_booking (pk_booking integer PRIMARY KEY, day date, price integer NOT NULL);
CREATE TABLE tb_discount (pk_discount integer PRIMARY KEY, low integer, high integer, percent integer NOT NULL);
CREATE INDEX ON tb_season USING gist (days);
CREATE INDEX ON tb_booking (day);
CREATE INDEX ON tb_booking (price);
CREATE INDEX ON tb_discount (low, high);

INSERT INTO tb_season VALUES (1, 'spring', '[2024-03-01,2024-06-01)'), (2, 'summer', '[2024-06-01,2024-09-01)'), (3, 'never', 'empty');
INSERT INTO tb_booking VALUES (1, '2024-05-31', 10), (2, '2024-06-01', 50), (3, NULL, 90), (4, '2024-12-24', 10);
INSERT INTO tb_discount VALUES (1, 0, 49, 5), (2, 50, 100, 10), (3, 80, NULL, 20);
