-- transaction: a new book appears (changes tv_book) (refreshes tv_book: 1)
INSERT INTO tb_book (identifier, title) VALUES ('iliad', 'The Iliad');

-- transaction: several rows in one statement (changes tv_book) (refreshes tv_book: 2)
INSERT INTO tb_book (identifier, title, isbn) VALUES
  ('odyssey', 'The Odyssey', NULL),
  ('aeneid', 'The Aeneid', '9780143106296');

-- transaction: a title changes (changes tv_book) (refreshes tv_book: 1)
UPDATE tb_book SET title = 'Dune (1965)' WHERE identifier = 'dune';

-- transaction: a value becomes NULL (changes tv_book) (refreshes tv_book: 1)
UPDATE tb_book SET isbn = NULL WHERE identifier = 'dune';

-- transaction: NULL becomes a value (changes tv_book) (refreshes tv_book: 1)
UPDATE tb_book SET isbn = '9780141439587' WHERE identifier = 'emma';

-- transaction: a column that the definition does not read (leaves tv_book) (refreshes tv_book: 0)
UPDATE tb_book SET shelf_note = 'lent to Ann';

-- transaction: the same values again (leaves tv_book) (refreshes tv_book: 0)
UPDATE tb_book SET title = title, isbn = isbn;

-- transaction: no row matches (leaves tv_book) (refreshes tv_book: 0)
UPDATE tb_book SET title = 'nobody' WHERE pk_book = -1;
DELETE FROM tb_book WHERE pk_book = -1;
INSERT INTO tb_book (identifier, title) SELECT 'x', 'y' WHERE false;

-- transaction: there and back again within one transaction (leaves tv_book)
UPDATE tb_book SET title = 'Something else' WHERE pk_book = 2;
UPDATE tb_book SET title = 'Emma' WHERE pk_book = 2;

-- transaction: born and gone within one transaction (leaves tv_book)
INSERT INTO tb_book (pk_book, identifier, title) VALUES (50, 'ghost', 'Ghost');
DELETE FROM tb_book WHERE pk_book = 50;

-- transaction: deleted and inserted again with the same values (leaves tv_book)
CREATE TEMPORARY TABLE saved_book ON COMMIT DROP AS SELECT * FROM tb_book WHERE pk_book = 3;
DELETE FROM tb_book WHERE pk_book = 3;
INSERT INTO tb_book SELECT * FROM saved_book;

-- transaction: several statements touch one row (changes tv_book) (refreshes tv_book: 1)
UPDATE tb_book SET title = 'Ulysses I' WHERE pk_book = 3;
UPDATE tb_book SET isbn = '1' WHERE pk_book = 3;
UPDATE tb_book SET title = 'Ulysses II' WHERE pk_book = 3;

-- transaction: one book goes (changes tv_book) (refreshes tv_book: 1)
DELETE FROM tb_book WHERE identifier = 'ulysses';

-- transaction: what is rolled back never happened (leaves tv_book) (refreshes tv_book: 0)
DELETE FROM tb_book;
INSERT INTO tb_book (identifier, title) VALUES ('lost', 'Lost');
ROLLBACK;

-- transaction: all go (changes tv_book) (refreshes tv_book: 5)
DELETE FROM tb_book;
-- transaction: and come back (changes tv_book) (refreshes tv_book: 1)
INSERT INTO tb_book (pk_book, identifier, title) VALUES (1, 'dune', 'Dune');
