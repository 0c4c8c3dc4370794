CREATE TABLE tb_author (pk_author integer PRIMARY KEY, name text NOT NULL);
