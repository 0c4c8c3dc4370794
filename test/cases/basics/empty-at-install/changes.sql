-- transaction: a poem whose author is unknown shows nowhere (leaves tv_poem, tv_author)
INSERT INTO tb_poem (title) VALUES ('Beowulf');

-- transaction: the first author (changes tv_author) (leaves tv_poem)
INSERT INTO tb_author (name) VALUES ('Sappho');

-- transaction: the author is found (changes tv_author, tv_poem)
UPDATE tb_poem SET fk_author = 1;

-- transaction: parent and child in one transaction (changes tv_author, tv_poem)
INSERT INTO tb_author (name) VALUES ('Homer');
INSERT INTO tb_poem (fk_author, title) SELECT pk_author, 'Iliad' FROM tb_author WHERE name = 'Homer';

-- transaction: empty again (changes tv_author, tv_poem)
DELETE FROM tb_poem;
DELETE FROM tb_author;
