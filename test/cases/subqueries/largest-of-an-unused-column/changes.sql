-- transaction: what the unused column reads (leaves tv_shelf)
UPDATE tb_book SET title = 'ONE', fk_shelf = 2, pages = 11 WHERE pk_book = 1;

-- transaction: rows that it reads come and go (leaves tv_shelf)
INSERT INTO tb_book VALUES (4, 1, 'four', 40);
DELETE FROM tb_book WHERE pk_book = 3;

-- transaction: what is shown (changes tv_shelf)
UPDATE tb_shelf SET label = 'top' WHERE pk_shelf = 1;
