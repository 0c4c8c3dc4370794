CREATE TABLE tb_score (pk_score integer PRIMARY KEY, points integer NOT NULL);
