-- transaction: a guest becomes known: the row with NULL goes (changes tv_paid) (leaves tv_checked)
INSERT INTO tb_guest VALUES (3, 'Cleo');

-- transaction: a seat of an unknown guest (changes tv_paid, tv_checked, tv_known)
INSERT INTO tb_seat VALUES (4, 40, 9);

-- transaction: a guest goes (changes tv_paid, tv_known) (leaves tv_checked)
DELETE FROM tb_guest WHERE pk_guest = 1;

-- transaction: a ticket goes to another seat (changes tv_checked) (leaves tv_paid)
UPDATE tb_ticket SET fk_seat = 3 WHERE pk_ticket = 2;

-- transaction: price and guest at once (changes tv_paid, tv_checked)
UPDATE tb_seat SET price = 11 WHERE pk_seat = 3;
DELETE FROM tb_guest WHERE pk_guest = 3;
