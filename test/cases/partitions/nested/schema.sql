-- Partitions of partitions, by list and by hash; attached tables whose columns stand in another order, with holes.
CREATE TABLE tb_region (
  code text PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_parcel (
  region text NOT NULL,
  pk_parcel integer NOT NULL,
  weight integer,
  label text,
  PRIMARY KEY (region, pk_parcel)
) PARTITION BY LIST (region);
CREATE TABLE tb_parcel_eu PARTITION OF tb_parcel FOR VALUES IN ('eu', 'uk') PARTITION BY HASH (pk_parcel);
CREATE TABLE tb_parcel_eu_0 PARTITION OF tb_parcel_eu FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE tb_parcel_eu_1 (
  unused_1 text,
  label text,
  weight integer,
  unused_2 text,
  pk_parcel integer NOT NULL,
  region text NOT NULL
);
ALTER TABLE tb_parcel_eu_1 DROP unused_1;
ALTER TABLE tb_parcel_eu_1 DROP unused_2;
ALTER TABLE tb_parcel_eu ATTACH PARTITION tb_parcel_eu_1 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE tb_parcel_us (LIKE tb_parcel);
ALTER TABLE tb_parcel ATTACH PARTITION tb_parcel_us FOR VALUES IN ('us');
CREATE TABLE tb_parcel_rest PARTITION OF tb_parcel DEFAULT;

INSERT INTO tb_region VALUES ('eu', 'Europe'), ('us', 'America'), ('xx', 'Elsewhere');
INSERT INTO tb_parcel SELECT r, n, n * 10, 'p' || n FROM unnest(ARRAY['eu', 'us', 'uk']) r, generate_series(1, 4) n;
