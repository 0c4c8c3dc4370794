-- transaction: every odd text by its meaning (changes tv_word) (leaves tv_mail)
UPDATE tb_word SET meaning = upper(meaning);

-- transaction: from one odd text to another (changes tv_word) (leaves tv_mail)
UPDATE tb_login SET word = 'a''b"c\d' WHERE pk_login = 2;

-- transaction: new odd keys (changes tv_word)
INSERT INTO tb_word VALUES ('NULL', 'not null'), (E'line\nbreak\ttab', 'white'), ('$$; DROP', 'dollars'), ('😀', 'smile'), ('%s %I {{x}}', 'holes');
UPDATE tb_login SET word = '😀' WHERE pk_login = 1;

-- transaction: an address in other letters finds its owner (changes tv_mail) (leaves tv_word)
UPDATE tb_login SET address = 'ANN@EXAMPLE.ORG' WHERE pk_login = 3;

-- transaction: other letters for what it was: equal (leaves tv_mail, tv_word)
UPDATE tb_login SET address = 'Ben@Example.Org' WHERE pk_login = 2;

-- transaction: the key itself is written in other letters (changes tv_mail)
UPDATE tb_mail SET address = 'BEN@EXAMPLE.ORG' WHERE owner = 'Ben';

-- transaction: a login moves (changes tv_mail)
UPDATE tb_login SET address = 'ben@example.org' WHERE pk_login = 1;

-- transaction: keys go (changes tv_mail, tv_word)
DELETE FROM tb_mail WHERE address = 'ann@example.org';
DELETE FROM tb_word WHERE word IN ('', 'NULL');
