-- A subquery whose value nobody uses finds its rows by what is largest: no column of these rows is read.
CREATE TABLE tb_shelf (pk_shelf integer PRIMARY KEY, fk_room integer, label text);
CREATE TABLE tb_book (pk_book integer PRIMARY KEY, fk_shelf integer, title text, pages integer);

INSERT INTO tb_shelf VALUES (1, 1, 'left'), (2, 1, 'right');
INSERT INTO tb_book VALUES (1, 1, 'one', 10), (2, 1, 'two', 20), (3, 2, 'three', 30);
