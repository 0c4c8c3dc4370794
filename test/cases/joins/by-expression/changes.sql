-- transaction: a name (changes tv_mail, tv_member)
UPDATE tb_member SET name = 'Anna' WHERE pk_member = 1;

-- transaction: other letters of the same address (leaves tv_mail, tv_member)
UPDATE tb_member SET email = upper(email);
UPDATE tb_mail SET sender = lower(sender);

-- transaction: another address (changes tv_mail, tv_member)
UPDATE tb_member SET email = 'a@example.org' WHERE pk_member = 1;

-- transaction: the sender follows (changes tv_mail, tv_member)
UPDATE tb_mail SET sender = 'A@Example.org' WHERE pk_mail = 1;

-- transaction: an unknown sender turns out to be known (changes tv_mail, tv_member)
UPDATE tb_mail SET sender = 'a@example.org' WHERE pk_mail = 3;

-- transaction: another receiver in the headers (changes tv_mail, tv_member)
UPDATE tb_mail SET headers = headers || '{"to": "1"}';

-- transaction: another header (leaves tv_mail, tv_member)
UPDATE tb_mail SET headers = headers || '{"cc": "9"}';

-- transaction: a member goes (changes tv_mail, tv_member)
DELETE FROM tb_member WHERE pk_member = 1;
