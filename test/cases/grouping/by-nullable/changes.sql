-- transaction: a ticket leaves the NULL group (changes tv_area_load, tv_assignment, tv_area_name) (refreshes tv_area_load: 2, tv_assignment: 2, tv_area_name: 2)
UPDATE tb_ticket SET fk_area = 3 WHERE pk_ticket = 4;

-- transaction: it comes back (changes tv_area_load, tv_assignment, tv_area_name) (refreshes tv_area_load: 2, tv_assignment: 2, tv_area_name: 2)
UPDATE tb_ticket SET fk_area = NULL WHERE pk_ticket = 4;

-- transaction: weight within the NULL group (changes tv_area_load) (leaves tv_assignment, tv_area_name) (refreshes tv_area_load: 1, tv_assignment: 0, tv_area_name: 0)
UPDATE tb_ticket SET weight = 10 WHERE pk_ticket = 4;

-- transaction: one part of the composite key becomes NULL (changes tv_assignment) (leaves tv_area_load, tv_area_name) (refreshes tv_area_load: 0, tv_assignment: 2, tv_area_name: 0)
UPDATE tb_ticket SET assignee = NULL WHERE pk_ticket = 3;

-- transaction: an area gets a name (changes tv_area_name) (leaves tv_area_load, tv_assignment) (refreshes tv_area_load: 0, tv_assignment: 0, tv_area_name: 2)
UPDATE tb_area SET name = 'Water' WHERE pk_area = 2;

-- transaction: an area loses its name and joins the NULL group (changes tv_area_name) (leaves tv_area_load, tv_assignment) (refreshes tv_area_load: 0, tv_assignment: 0, tv_area_name: 2)
UPDATE tb_area SET name = NULL WHERE pk_area = 1;

-- transaction: from one kind of NULL to the other (changes tv_area_load, tv_assignment) (leaves tv_area_name) (refreshes tv_area_load: 2, tv_assignment: 2, tv_area_name: 1)
UPDATE tb_ticket SET fk_area = NULL WHERE pk_ticket = 1;

-- transaction: an area is deleted, its tickets fall to the NULL group (changes tv_area_load, tv_assignment, tv_area_name) (refreshes tv_area_load: 2, tv_assignment: 2, tv_area_name: 2)
DELETE FROM tb_area WHERE pk_area = 2;

-- transaction: the NULL group is empty (changes tv_area_load, tv_assignment, tv_area_name)
UPDATE tb_ticket SET fk_area = 3, assignee = 'zoe';

-- transaction: and born again (changes tv_area_load, tv_assignment, tv_area_name)
INSERT INTO tb_ticket VALUES (5, NULL, NULL, NULL), (6, NULL, NULL, 1);

-- transaction: NULL and value swap in one statement (changes tv_area_load, tv_assignment, tv_area_name)
UPDATE tb_area SET name = 'Heat' WHERE pk_area = 3;
UPDATE tb_ticket SET fk_area = CASE WHEN fk_area IS NULL THEN 3 END WHERE pk_ticket IN (1, 5);
