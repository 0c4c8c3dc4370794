-- Links of many types, some between columns of two types.
CREATE TYPE pair AS (number integer, word text);
CREATE TYPE grade AS ENUM ('v1', 'v2', 'v3', 'v4');
CREATE DOMAIN code AS text;
CREATE TABLE tb_left (
  pk_left bigint PRIMARY KEY,
  number integer,
  code code,
  ref uuid,
  amount numeric,
  place pair,
  grade grade,
  tags integer[],
  fixed character(4),
  day date
);
CREATE TABLE tb_right (
  pk_right bigint PRIMARY KEY,
  number bigint,
  code character varying(10),
  ref uuid,
  amount numeric,
  place pair,
  grade grade,
  tags integer[],
  fixed character(4),
  day timestamp
);
CREATE INDEX ON tb_right (number);
CREATE INDEX ON tb_right (ref);
CREATE INDEX ON tb_left (number);
CREATE INDEX ON tb_left (ref);
