-- Keys and links of types that are less common: an enum, a domain, a range, an array, a composite, a collation.
CREATE TYPE grade AS ENUM ('low', 'mid', 'high');
CREATE TYPE place AS (house integer, floor integer);
CREATE DOMAIN code AS text CHECK (value ~ '^[a-z]+$');
CREATE COLLATION case_insensitive (provider = icu, locale = 'und-u-ks-level2', deterministic = false);

CREATE TABLE tb_grade (name grade PRIMARY KEY, color text NOT NULL);
CREATE TABLE tb_label (code code PRIMARY KEY, text text NOT NULL);
CREATE TABLE tb_slot (hours int4range PRIMARY KEY, label text NOT NULL);
CREATE TABLE tb_path (nodes integer[] PRIMARY KEY, label text NOT NULL);
CREATE TABLE tb_room (spot place PRIMARY KEY, label text NOT NULL);
CREATE TABLE tb_word (word text COLLATE case_insensitive PRIMARY KEY, meaning text NOT NULL);
CREATE TABLE tb_thing (
  pk_thing integer PRIMARY KEY,
  grade grade,
  code text,
  hours int4range,
  nodes integer[],
  spot place,
  word text COLLATE case_insensitive
);
CREATE INDEX ON tb_thing (grade);
CREATE INDEX ON tb_thing (code);
CREATE INDEX ON tb_thing (hours);
CREATE INDEX ON tb_thing (nodes);
CREATE INDEX ON tb_thing (spot);
CREATE INDEX ON tb_thing (word);

INSERT INTO tb_grade VALUES ('low', 'red'), ('mid', 'yellow'), ('high', 'green');
INSERT INTO tb_label VALUES ('a', 'first'), ('b', 'second');
INSERT INTO tb_slot VALUES ('[8,12)', 'morning'), ('empty', 'never'), ('[12,)', 'later');
INSERT INTO tb_path VALUES ('{}', 'nowhere'), ('{1,2}', 'short'), ('{1,NULL}', 'open');
INSERT INTO tb_room VALUES (ROW(1, 2), 'attic'), (ROW(3, 3), 'yard');
INSERT INTO tb_word VALUES ('Hello', 'greeting'), ('bye', 'parting');
INSERT INTO tb_thing VALUES
  (1, 'low', 'a', '[8,11]', '{1,2}', ROW(1, 2), 'HELLO'), (2, 'mid', 'b', '[12,)', '{}', ROW(3, 3), 'Bye'), (3, NULL, NULL, NULL, NULL, NULL, NULL);
