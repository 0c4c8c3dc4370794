-- A subquery whose value nobody uses finds its rows by what is largest: no column of these rows is read.
CREATE TABLE tb_shelf (pk_shelf integer PRIMARY KEY, label text);
CREATE TABLE tb_book (pk_book integer PRIMARY KEY, fk_shelf integer);
CREATE TABLE tb_review (pk_review integer PRIMARY KEY, fk_book integer, body text);

INSERT INTO tb_shelf VALUES (1, 'left'), (2, 'right');
INSERT INTO tb_book VALUES (1, 1), (2, 1), (3, 2);
INSERT INTO tb_review VALUES (1, 1, 'good'), (2, 1, 'better'), (3, 3, 'best');
