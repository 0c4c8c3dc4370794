-- transaction: a task is done (changes tv_project) (leaves tv_load) (refreshes tv_project: 1, tv_load: 0)
UPDATE tb_task SET done = true WHERE pk_task = 2;

-- transaction: hours are booked (changes tv_project) (leaves tv_load) (refreshes tv_project: 1, tv_load: 0)
UPDATE tb_task SET hours = COALESCE(hours, 0) + 1.25 WHERE pk_task = 3;

-- transaction: another task is the last one (changes tv_project) (leaves tv_load) (refreshes tv_project: 1, tv_load: 0)
UPDATE tb_task SET due = '2025-01-01' WHERE pk_task = 1;

-- transaction: a stray task is adopted (changes tv_project, tv_load) (refreshes tv_project: 1, tv_load: 1)
UPDATE tb_task SET fk_project = 3 WHERE pk_task = 4;

-- transaction: all tasks move to a project that has one already (changes tv_project, tv_load) (refreshes tv_project: 3, tv_load: 3)
UPDATE tb_task SET fk_project = 3;

-- transaction: two projects swap their tasks in one statement (changes tv_project, tv_load) (refreshes tv_project: 2, tv_load: 2)
UPDATE tb_task SET fk_project = 1 WHERE pk_task = 1;
UPDATE tb_task SET fk_project = 4 - fk_project;

-- transaction: a stray task (leaves tv_project, tv_load) (refreshes tv_project: 0, tv_load: 0)
INSERT INTO tb_task VALUES (5, NULL, 'Stray', false, 1, '2024-01-01');
UPDATE tb_task SET title = 'Strayed', done = true WHERE fk_project IS NULL;
DELETE FROM tb_task WHERE fk_project IS NULL;

-- transaction: one task in, one out, the count stays (changes tv_project) (leaves tv_load) (refreshes tv_project: 1)
DELETE FROM tb_task WHERE pk_task = 2;
INSERT INTO tb_task VALUES (6, 1, 'Launch', false, NULL, NULL);

-- transaction: a project without tasks (changes tv_project, tv_load) (refreshes tv_project: 1, tv_load: 1)
INSERT INTO tb_project (pk_project, name) VALUES (4, 'Skylab');
