-- transaction: letters beyond ASCII (changes "tv_straße") (leaves tv_user)
UPDATE "tb_straße" SET "имя" = 'Садовая' WHERE "pk_straße" = 1;

-- transaction: a column in other letters (changes "tv_straße") (leaves tv_user)
UPDATE "tb_straße" SET "名前" = '路';

-- transaction: a reserved word (changes "tv_straße", tv_user)
UPDATE "user" SET "from" = 'Anna' WHERE "select" = 1;

-- transaction: another, read by one of them (changes "tv_straße") (leaves tv_user)
UPDATE "user" SET "group" = 8 WHERE "select" = 1;

-- transaction: a reference moves (changes "tv_straße", tv_user)
UPDATE "tb_straße" SET "user" = 2;

-- transaction: names that triggers use (changes tv_event)
UPDATE tb_event SET new = old, old = new;

-- transaction: more of them (changes tv_event)
UPDATE tb_event SET new_rows = 'x', old_rows = 'y', changed = 'z', entry = 'e2', ticket = false, v_key = 9, tg_op = 'UPDATE', found = false;

-- transaction: a table called like a column (changes tv_event)
UPDATE keys SET value = 'uno' WHERE key = 1;
INSERT INTO keys VALUES (3, 'tres');

-- transaction: a key called key (changes tv_event)
UPDATE tb_event SET key = 20 WHERE key = 2;
DELETE FROM tb_event WHERE key = 1;
