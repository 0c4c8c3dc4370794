-- transaction: what the unused column reads (leaves tv_shelf) (refreshes tv_shelf: 0)
UPDATE tb_book SET pk_book = 4, fk_shelf = 2 WHERE pk_book = 1;
UPDATE tb_review SET fk_book = 4, pk_review = 20, body = 'BETTER' WHERE pk_review = 2;

-- transaction: rows that it reads come and go (leaves tv_shelf)
INSERT INTO tb_review VALUES (5, 2, 'five');
DELETE FROM tb_book WHERE pk_book = 3;

-- transaction: what is shown (changes tv_shelf)
UPDATE tb_shelf SET label = 'top' WHERE pk_shelf = 1;
