-- transaction: a book that is none of the newest (changes tv_first) (leaves tv_author, tv_newest) (refreshes tv_first: 1)
UPDATE tb_book SET title = 'ONE' WHERE pk_book = 1;

-- transaction: it becomes the newest, another one drops out (changes tv_author, tv_newest, tv_first) (refreshes tv_author: 1, tv_first: 1)
UPDATE tb_book SET year = 2010 WHERE pk_book = 1;

-- transaction: the newest goes, another one comes back in (changes tv_author, tv_newest) (leaves tv_first) (refreshes tv_author: 1)
DELETE FROM tb_book WHERE pk_book = 3;

-- transaction: a book gets another author, and is the first of neither (changes tv_author, tv_newest) (refreshes tv_author: 2, tv_first: 2)
UPDATE tb_book SET fk_author = 2 WHERE pk_book = 1;

-- transaction: a publisher is renamed (changes tv_author, tv_newest) (leaves tv_first) (refreshes tv_first: 0)
UPDATE tb_publisher SET name = 'ZED' WHERE pk_publisher = 2;

-- transaction: a publisher appears under a new key, and a book with it (changes tv_author, tv_newest) (leaves tv_first)
UPDATE tb_book SET fk_publisher = 3 WHERE pk_book = 2;
INSERT INTO tb_publisher VALUES (3, 'Key');

-- transaction: publisher first, book second (changes tv_author, tv_newest)
UPDATE tb_publisher SET pk_publisher = 4, name = 'KEY' WHERE pk_publisher = 3;
UPDATE tb_book SET fk_publisher = 4 WHERE pk_book = 2;

-- transaction: a book without a year comes last (changes tv_newest, tv_author, tv_first)
UPDATE tb_book SET fk_author = 3, year = NULL WHERE pk_book = 5;

-- transaction: keys of book and author (changes tv_author, tv_newest, tv_first)
UPDATE tb_book SET pk_book = 50 WHERE pk_book = 5;
UPDATE tb_author SET pk_author = 30 WHERE pk_author = 3;
UPDATE tb_book SET fk_author = 30 WHERE pk_book = 50;

-- transaction: two authors swap all their books (changes tv_author, tv_newest, tv_first)
UPDATE tb_book SET fk_author = 3 - fk_author WHERE fk_author IN (1, 2);

-- transaction: the last book of an author (changes tv_author, tv_newest, tv_first)
DELETE FROM tb_book WHERE fk_author = 30;

-- transaction: no books (changes tv_author, tv_newest, tv_first)
TRUNCATE tb_book;
