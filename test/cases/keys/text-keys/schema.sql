-- Text keys with everything a text can hold, and one under a collation for which texts that differ are equal.
CREATE COLLATION case_insensitive (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE TABLE tb_word (
  word text PRIMARY KEY,
  meaning text
);
CREATE TABLE tb_mail (
  address text COLLATE case_insensitive PRIMARY KEY,
  owner text NOT NULL
);
CREATE TABLE tb_login (
  pk_login integer PRIMARY KEY,
  address text COLLATE case_insensitive,
  word text
);

INSERT INTO tb_word VALUES ('', 'nothing'), (' ', 'a space'), ('a''b"c\d', 'quotes'), ('{x,NULL}', 'an array'), ('straße', 'street');
INSERT INTO tb_mail VALUES ('Ann@Example.org', 'Ann'), ('ben@example.org', 'Ben');
INSERT INTO tb_login VALUES (1, 'ann@example.org', ''), (2, 'BEN@example.org', '{x,NULL}'), (3, NULL, NULL);
