-- transaction: a visit by someone new (changes tv_person, tv_both) (leaves tv_active)
INSERT INTO tb_visit VALUES (4, 1, 'shop');

-- transaction: the last order of somebody (changes tv_both, tv_only)
DELETE FROM tb_order WHERE fk_person = 2;

-- transaction: an order and a visit change hands (changes tv_person, tv_only)
UPDATE tb_order SET fk_person = 3 WHERE pk_order = 2;
UPDATE tb_visit SET fk_person = 2 WHERE pk_visit = 2;

-- transaction: nobody any more (changes tv_active, tv_only)
UPDATE tb_visit SET fk_person = NULL;

-- transaction: all visits go (changes tv_active, tv_only)
TRUNCATE tb_visit;
