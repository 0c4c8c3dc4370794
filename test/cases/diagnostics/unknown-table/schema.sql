CREATE TABLE tb_author (pk_author integer PRIMARY KEY, name text NOT NULL);
CREATE SCHEMA archive;
CREATE TABLE archive.tb_letter (pk_letter integer PRIMARY KEY);
