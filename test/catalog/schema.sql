\restrict token
--
-- Written as pg_dump writes: nothing on the search path, owners and grants of roles that are not in the file.
--
SET statement_timeout = 0;
SET transaction_timeout = 0;
SET default_tablespace = 'elsewhere';
SELECT pg_catalog.set_config('search_path', '', false);

CREATE DATABASE shop WITH TEMPLATE = template0 ENCODING = 'UTF8';
ALTER DATABASE shop OWNER TO shop_owner;
\connect shop

CREATE SCHEMA public;
CREATE SCHEMA app AUTHORIZATION shop_owner;
CREATE SCHEMA "Weird Schema";

CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public;
COMMENT ON EXTENSION citext IS 'data type for case-insensitive character strings';
CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA public;

CREATE DOMAIN public.email AS public.citext NOT NULL;
CREATE DOMAIN app.positive AS integer CHECK (VALUE > 0);
CREATE DOMAIN app.positives AS app.positive[];
CREATE TYPE public.mood AS ENUM ('sad', 'ok');
ALTER TYPE public.mood ADD VALUE 'happy';
CREATE TYPE public.pair AS (a integer, b text);
CREATE COLLATION public.ignore_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);

CREATE TABLE public.tb_types (
    pk_types bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    gone integer,
    id uuid DEFAULT public.uuid_generate_v4() NOT NULL UNIQUE,
    mail public.email UNIQUE,
    name character varying(40),
    code character(3),
    flags bit(4),
    price numeric(10,2),
    ratio double precision,
    document jsonb,
    pause interval,
    at timestamp with time zone,
    mood public.mood DEFAULT 'happy',
    pair public.pair,
    positives app.positives,
    tags text[],
    prices numeric[],
    folded text COLLATE public.ignore_case,
    days daterange,
    prices_range numrange,
    doubled integer GENERATED ALWAYS AS (2) STORED,
    computed integer GENERATED ALWAYS AS (3) VIRTUAL
);
ALTER TABLE public.tb_types DROP COLUMN gone;
ALTER TABLE public.tb_types OWNER TO shop_owner;
GRANT SELECT ON public.tb_types TO reader, PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE shop_owner IN SCHEMA app GRANT SELECT ON TABLES TO reader;
CREATE POLICY own ON public.tb_types TO reader USING (true);

CREATE UNIQUE INDEX u_expression ON public.tb_types (lower(name));
CREATE UNIQUE INDEX u_partial ON public.tb_types (name) WHERE price > 0;
CREATE UNIQUE INDEX u_include ON public.tb_types (name, code) INCLUDE (id);
CREATE UNIQUE INDEX u_nulls ON public.tb_types (name) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX u_mail_bytes ON public.tb_types (mail public.citext_pattern_ops);
CREATE UNIQUE INDEX u_mail_text ON public.tb_types (mail text_ops);
CREATE UNIQUE INDEX u_folded_bytes ON public.tb_types (folded COLLATE "C");
CREATE UNIQUE INDEX u_folded ON public.tb_types (folded);
CREATE UNIQUE INDEX u_prices ON public.tb_types (price, prices);
ALTER TABLE public.tb_types ADD CONSTRAINT u_deferrable UNIQUE (ratio) DEFERRABLE;
CREATE INDEX i_leading ON public.tb_types (name text_pattern_ops, lower(name), id);
CREATE INDEX i_expression ON public.tb_types (lower(name), id);
CREATE INDEX i_gin ON public.tb_types USING gin (tags);
CREATE INDEX i_hash ON public.tb_types USING hash (id);
CREATE INDEX i_partial ON public.tb_types (at) WHERE name IS NULL;
CREATE INDEX CONCURRENTLY i_concurrent ON public.tb_types (at);

COPY public.tb_types (id, name) FROM stdin;
\N	a; DROP TABLE public.tb_types; 'unbalanced
\.

CREATE TABLE app.tb_author (pk integer, part integer, PRIMARY KEY (pk, part));
CREATE TABLE public.tb_author (pk_author integer PRIMARY KEY, a integer, b integer);
ALTER TABLE public.tb_author ADD FOREIGN KEY (b, a) REFERENCES app.tb_author (pk, part);
ALTER TABLE public.tb_author ADD CONSTRAINT unchecked FOREIGN KEY (a) REFERENCES public.tb_author NOT VALID;
ALTER TABLE public.tb_author ADD CONSTRAINT a_not_null NOT NULL a NOT VALID;

CREATE TABLE public.tb_sale (
    id integer,
    day date,
    fk_author integer REFERENCES public.tb_author,
    PRIMARY KEY (id, day)
) PARTITION BY RANGE (day);
CREATE TABLE public.tb_sale_2020 PARTITION OF public.tb_sale FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE public.tb_return (id integer, day date, FOREIGN KEY (id, day) REFERENCES public.tb_sale);

CREATE TABLE public.tb_animal (id integer PRIMARY KEY, name text, CONSTRAINT named NOT NULL name NO INHERIT);
CREATE TABLE public.tb_dog (breed text) INHERITS (public.tb_animal);

CREATE TABLE "Weird Schema"."Tablé ""x"" 😀" (
    "Col 1" integer PRIMARY KEY,
    aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa integer,
    "$1" integer
);

CREATE VIEW public.v AS SELECT t.name, a.* FROM public.tb_types t JOIN app.tb_author a ON a.pk = t.pk_types;
CREATE MATERIALIZED VIEW app.mv AS SELECT mood IS NULL AS moodless FROM public.tb_types WITH NO DATA;
ALTER TABLE app.mv OWNER TO shop_owner;

CREATE FUNCTION app.f(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE FUNCTION app.f(text) RETURNS integer LANGUAGE sql STABLE AS 'SELECT 1';
CREATE AGGREGATE app.total(integer) (sfunc = int4pl, stype = integer);
CREATE PROCEDURE app.p() LANGUAGE sql AS 'SELECT 1';

\unrestrict token
