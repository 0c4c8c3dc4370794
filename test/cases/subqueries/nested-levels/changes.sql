-- transaction: the innermost row (changes tv_author) (refreshes tv_author: 1)
UPDATE tb_translation SET heading = 'Strand' WHERE pk_translation = 3;

-- transaction: a row in another language (leaves tv_author) (refreshes tv_author: 0)
UPDATE tb_translation SET heading = 'Plage' WHERE pk_translation = 2;

-- transaction: it turns to the root's language (changes tv_author) (refreshes tv_author: 1)
UPDATE tb_translation SET language = 'en' WHERE pk_translation = 2;

-- transaction: the root turns to another language (changes tv_author) (refreshes tv_author: 1)
UPDATE tb_author SET language = 'de' WHERE pk_author = 1;

-- transaction: a chapter moves to another author's book (changes tv_author) (refreshes tv_author: 2)
UPDATE tb_chapter SET fk_book = 3 WHERE pk_chapter = 1;

-- transaction: a book moves with its chapters (changes tv_author) (refreshes tv_author: 2)
UPDATE tb_book SET fk_author = 2 WHERE pk_book = 1;

-- transaction: every level moves in one transaction, outermost first (changes tv_author) (refreshes tv_author: 2)
UPDATE tb_book SET fk_author = 1 WHERE pk_book = 1;
UPDATE tb_chapter SET fk_book = 1 WHERE pk_chapter = 1;
UPDATE tb_translation SET fk_chapter = 2 WHERE pk_translation = 1;

-- transaction: and innermost first (changes tv_author) (refreshes tv_author: 2)
UPDATE tb_translation SET fk_chapter = 4 WHERE pk_translation = 1;
UPDATE tb_chapter SET fk_book = 2 WHERE pk_chapter = 2;
UPDATE tb_book SET fk_author = 2 WHERE pk_book = 2;

-- transaction: everything below a book goes (changes tv_author) (refreshes tv_author: 1)
DELETE FROM tb_translation WHERE fk_chapter IN (SELECT pk_chapter FROM tb_chapter WHERE fk_book = 2);
DELETE FROM tb_chapter WHERE fk_book = 2;
DELETE FROM tb_book WHERE pk_book = 2;

-- transaction: a new branch (changes tv_author) (refreshes tv_author: 1)
INSERT INTO tb_author (pk_author, name, language) VALUES (3, 'Cid', 'fr');
INSERT INTO tb_book VALUES (4, 3, 'Feu');
INSERT INTO tb_chapter VALUES (5, 4, 1, 'Flamme');
INSERT INTO tb_translation VALUES (5, 5, 'fr', 'La flamme');
