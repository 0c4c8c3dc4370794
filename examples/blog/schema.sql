-- The write side of a blog: plain tables, named after the trinity pattern.
--   pk_x        integer key, for joins; never leaves the database
--   id          UUID, for APIs
--   identifier  slug, for people and URLs
--   fk_x        reference to pk_x of another table

CREATE TABLE tb_user (
  pk_user      integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id           uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
  identifier   text NOT NULL UNIQUE,
  name         text NOT NULL,
  bio          text,
  email        text NOT NULL,
  last_seen_at timestamptz
);

CREATE TABLE tb_post (
  pk_post      integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id           uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
  identifier   text NOT NULL UNIQUE,
  fk_user      integer NOT NULL REFERENCES tb_user ON DELETE CASCADE,
  title        text NOT NULL,
  body         text NOT NULL,
  published_on date
);

CREATE INDEX ON tb_post (fk_user);

CREATE TABLE tb_comment (
  pk_comment integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id         uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
  identifier text NOT NULL UNIQUE,
  fk_post    integer NOT NULL REFERENCES tb_post ON DELETE CASCADE,
  fk_user    integer NOT NULL REFERENCES tb_user ON DELETE CASCADE,
  -- A reply outlives the comment that it answers.
  fk_parent  integer REFERENCES tb_comment ON DELETE SET NULL,
  body       text NOT NULL,
  written_on date NOT NULL DEFAULT current_date
);

CREATE INDEX ON tb_comment (fk_post);
CREATE INDEX ON tb_comment (fk_user);
CREATE INDEX ON tb_comment (fk_parent);

CREATE TABLE tb_tag (
  pk_tag     integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id         uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
  identifier text NOT NULL UNIQUE,
  name       text NOT NULL
);

CREATE TABLE tb_post_tag (
  pk_post_tag integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id          uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
  identifier  text GENERATED ALWAYS AS (fk_post::text || '-' || fk_tag::text) STORED UNIQUE,
  fk_post     integer NOT NULL REFERENCES tb_post ON DELETE CASCADE,
  fk_tag      integer NOT NULL REFERENCES tb_tag ON DELETE CASCADE,
  UNIQUE (fk_post, fk_tag)
);

CREATE INDEX ON tb_post_tag (fk_tag);
