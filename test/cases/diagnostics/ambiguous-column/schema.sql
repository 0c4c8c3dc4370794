CREATE TABLE tb_author (pk_author integer PRIMARY KEY, id uuid, name text NOT NULL);
CREATE TABLE tb_book (pk_book integer PRIMARY KEY, id uuid, fk_author integer REFERENCES tb_author, name text NOT NULL);
