-- transaction: the lowest table, by way of the parent (changes tv_desk) (refreshes tv_desk: 2)
UPDATE core.tb_unit SET name = 'Corp' WHERE pk_unit = 1;

-- transaction: a unit moves to the top (changes tv_desk) (refreshes tv_desk: 2)
UPDATE core.tb_unit SET fk_parent = NULL WHERE pk_unit = 3;

-- transaction: a unit retires (changes tv_desk) (refreshes tv_desk: 1)
UPDATE core.tb_unit SET retired = true WHERE pk_unit = 2;

-- transaction: a retired unit is renamed (leaves tv_desk)
UPDATE core.tb_unit SET name = 'Old sales' WHERE pk_unit = 2;

-- transaction: a person moves (changes tv_desk) (refreshes tv_desk: 1)
UPDATE core.tb_person SET fk_unit = 3 WHERE pk_person = 3;

-- transaction: owner and deputy swap (changes tv_desk) (refreshes tv_desk: 1)
UPDATE tb_desk SET fk_owner = fk_deputy, fk_deputy = fk_owner WHERE pk_desk = 1;

-- transaction: an owner appears (changes tv_desk) (refreshes tv_desk: 1)
INSERT INTO core.tb_person VALUES (9, 'Zoe', 1);

-- transaction: a person goes (changes tv_desk) (refreshes tv_desk: 2)
DELETE FROM core.tb_person WHERE pk_person = 2;
