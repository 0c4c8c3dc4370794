CREATE TABLE tb_author (pk_author integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE tb_rate (pk_rate integer PRIMARY KEY);
