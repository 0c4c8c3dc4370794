-- Names that a script cannot hold: with line breaks, or with text that CREATE EXTENSION replaces.
CREATE TABLE "tb_broken
line" (pk_line integer PRIMARY KEY, name text);
CREATE TABLE tb_page (
  pk_page integer PRIMARY KEY,
  "two
lines" text,
  "by@extowner@" text
);
CREATE FUNCTION "upper
case"(text) RETURNS text LANGUAGE sql IMMUTABLE RETURN upper($1);
CREATE VIEW v_read AS SELECT pk_line AS pk_read, name FROM "tb_broken
line";
CREATE TABLE tb_owner (pk_owner integer PRIMARY KEY, name text, code text, "not
read" text);
CREATE INDEX ON tb_owner (code);
CREATE VIEW v_owners AS SELECT pk_owner AS pk_owned, name FROM tb_owner WHERE name <> '@extowner@';
