CREATE TABLE tb_author (pk_author integer PRIMARY KEY, name text NOT NULL);
CREATE MATERIALIZED VIEW mv_author AS SELECT pk_author, name FROM tb_author;
CREATE SEQUENCE sq_ticket;
