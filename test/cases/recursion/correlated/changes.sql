-- transaction: the first of all is renamed: in everyone's chain, in no team (changes tv_employee) (leaves tv_team) (refreshes tv_employee: 5)
UPDATE tb_employee SET name = 'Anna' WHERE pk_employee = 1;

-- transaction: someone without reports is renamed (changes tv_employee, tv_team) (refreshes tv_employee: 1)
UPDATE tb_employee SET name = 'Eva' WHERE pk_employee = 5;

-- transaction: a manager moves to another one (changes tv_employee, tv_team)
UPDATE tb_employee SET fk_manager = 3 WHERE pk_employee = 4;

-- transaction: two changes on one chain, the lower one first (changes tv_employee, tv_team)
UPDATE tb_employee SET fk_manager = 1 WHERE pk_employee = 5;
UPDATE tb_employee SET fk_manager = 2 WHERE pk_employee = 4;

-- transaction: two changes on one chain, the upper one first (changes tv_employee)
UPDATE tb_employee SET fk_manager = 1 WHERE pk_employee = 4;
UPDATE tb_employee SET fk_manager = 4 WHERE pk_employee = 5;

-- transaction: only the team of one changes (changes tv_team) (leaves tv_employee) (refreshes tv_employee: 0, tv_team: 2)
UPDATE tb_employee SET fk_team = 2 WHERE pk_employee = 2;

-- transaction: a team is renamed (changes tv_team) (leaves tv_employee) (refreshes tv_employee: 0, tv_team: 1)
UPDATE tb_team SET name = 'air' WHERE pk_team = 1;

-- transaction: a manager leaves, the reports follow in the same transaction (changes tv_employee, tv_team)
DELETE FROM tb_employee WHERE pk_employee = 4;
UPDATE tb_employee SET fk_manager = 2 WHERE pk_employee = 5;

-- transaction: a key changes, and those who point at it (changes tv_employee) (leaves tv_team)
UPDATE tb_employee SET pk_employee = 10 WHERE pk_employee = 1;
UPDATE tb_employee SET fk_manager = 10 WHERE fk_manager = 1;

-- transaction: someone new between two others (changes tv_employee, tv_team)
INSERT INTO tb_employee VALUES (6, 2, 1, 'Fay');
UPDATE tb_employee SET fk_manager = 6 WHERE pk_employee = 3;

-- transaction: a team without anyone (changes tv_team) (refreshes tv_team: 1)
INSERT INTO tb_team VALUES (3, 'ice');
