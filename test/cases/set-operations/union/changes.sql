-- transaction: a visit by someone new (changes tv_person, tv_both) (leaves tv_active) (refreshes tv_person: 1, tv_both: 1, tv_only: 1, tv_active: 1)
INSERT INTO tb_visit VALUES (4, 1, 'shop');

-- transaction: the last order of somebody (changes tv_both, tv_only) (refreshes tv_person: 1, tv_both: 1, tv_only: 1)
DELETE FROM tb_order WHERE fk_person = 2;

-- transaction: an order and a visit change hands (changes tv_person, tv_only) (refreshes tv_person: 3, tv_both: 3, tv_only: 3, tv_active: 3)
UPDATE tb_order SET fk_person = 3 WHERE pk_order = 2;
UPDATE tb_visit SET fk_person = 2 WHERE pk_visit = 2;

-- transaction: nobody any more (changes tv_active, tv_only) (refreshes tv_person: 2, tv_both: 3, tv_only: 3, tv_active: 3)
UPDATE tb_visit SET fk_person = NULL;

-- transaction: all visits go (changes tv_active, tv_only) (refreshes tv_person: all, tv_both: all, tv_only: all, tv_active: all)
TRUNCATE tb_visit;
