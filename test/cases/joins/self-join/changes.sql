-- transaction: a name shows above and below (changes tv_employee) (leaves tv_colleague) (refreshes tv_employee: 6, tv_colleague: 0)
UPDATE tb_employee SET name = 'Anna' WHERE pk_employee = 2;

-- transaction: two levels up (changes tv_employee) (leaves tv_colleague) (refreshes tv_employee: 6, tv_colleague: 0)
UPDATE tb_employee SET name = 'Boss' WHERE pk_employee = 1;

-- transaction: a manager moves with the whole branch (changes tv_employee, tv_colleague) (refreshes tv_employee: 6)
UPDATE tb_employee SET fk_manager = 3 WHERE pk_employee = 2;

-- transaction: an employee becomes a root (changes tv_employee, tv_colleague) (refreshes tv_employee: 2)
UPDATE tb_employee SET fk_manager = NULL WHERE pk_employee = 7;

-- transaction: a salary is read by the other TVIEW only (changes tv_colleague) (leaves tv_employee) (refreshes tv_employee: 0)
UPDATE tb_employee SET salary = 325 WHERE pk_employee = 4;

-- transaction: all salaries rise alike (leaves tv_employee, tv_colleague) (refreshes tv_employee: 0)
UPDATE tb_employee SET salary = salary + 10;

-- transaction: own manager (changes tv_employee) (refreshes tv_employee: 2)
UPDATE tb_employee SET fk_manager = 5 WHERE pk_employee = 6;

-- transaction: a circle (changes tv_employee)
UPDATE tb_employee SET fk_manager = 6 WHERE pk_employee = 2;

-- transaction: everybody gets the same manager in one statement (changes tv_employee, tv_colleague)
UPDATE tb_employee SET fk_manager = 1;

-- transaction: a chain in one statement (changes tv_employee, tv_colleague)
UPDATE tb_employee SET fk_manager = NULLIF(pk_employee - 1, 0);

-- transaction: the middle of the chain goes (changes tv_employee)
UPDATE tb_employee SET fk_manager = 2 WHERE pk_employee = 4;
DELETE FROM tb_employee WHERE pk_employee = 3;
