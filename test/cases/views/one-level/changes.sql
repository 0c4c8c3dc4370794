-- transaction: a table behind the view (changes tv_note)
UPDATE tb_user SET last_name = 'Adams Smith' WHERE pk_user = 1;

-- transaction: the view's condition lets a row in (changes tv_note) (refreshes tv_note: 1)
UPDATE tb_user SET blocked = false WHERE pk_user = 2;

-- transaction: the other view's condition too (changes tv_note) (refreshes tv_note: 1)
UPDATE tb_note SET secret = false WHERE pk_note = 3;

-- transaction: a write through the view (changes tv_note) (refreshes tv_note: 2)
UPDATE open_note SET body = 'HELLO' WHERE pk_note = 1;
INSERT INTO open_note (pk_note, fk_user, body) VALUES (4, 2, 'new');

-- transaction: through the view and out of it (changes tv_note) (refreshes tv_note: 1)
UPDATE open_note SET secret = true WHERE pk_note = 4;

-- transaction: a part of the last name becomes a first name, the full name stays (leaves tv_note)
UPDATE tb_user SET first_name = 'Ann Adams', last_name = 'Smith' WHERE pk_user = 1;

-- transaction: what the view hides (leaves tv_note)
UPDATE tb_note SET body = 'not seen' WHERE secret;

-- transaction: deleted through the view (changes tv_note) (refreshes tv_note: 2)
DELETE FROM open_note WHERE fk_user = 1;
