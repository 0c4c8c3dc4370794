-- The newest rows of each parent by LATERAL with LIMIT: joined further, as rows of their own, and one of them alone.
CREATE TABLE tb_author (pk_author integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE tb_book (pk_book integer PRIMARY KEY, fk_author integer, fk_publisher integer, year integer, title text NOT NULL);
CREATE TABLE tb_publisher (pk_publisher integer PRIMARY KEY, name text NOT NULL);
CREATE INDEX ON tb_book (fk_author, year);
CREATE INDEX ON tb_book (fk_publisher);

INSERT INTO tb_author VALUES (1, 'Ann'), (2, 'Ben'), (3, 'Cid');
INSERT INTO tb_publisher VALUES (1, 'Pan'), (2, 'Zed');
INSERT INTO tb_book VALUES
  (1, 1, 1, 2001, 'one'), (2, 1, 2, 2002, 'two'), (3, 1, NULL, 2003, 'three'), (4, 2, 1, 1999, 'four'), (5, NULL, 2, 2020, 'five');
