-- transaction: an agent goes (changes tv_case, tv_queue)
DELETE FROM tb_agent WHERE pk_agent = 2;

-- transaction: a queue goes, its cases fall back to the default (changes tv_case, tv_queue)
DELETE FROM tb_queue WHERE pk_queue = 2;

-- transaction: a label goes, the tenant stays (changes tv_case) (leaves tv_queue)
DELETE FROM tb_tenant_label WHERE tenant = 1;

-- transaction: a case is moved and its new queue goes at once (leaves tv_queue, tv_case)
INSERT INTO tb_queue VALUES (3, 'Short');
UPDATE tb_case SET fk_queue = 3 WHERE pk_case = 1;
DELETE FROM tb_queue WHERE pk_queue = 3;

-- transaction: the last agent goes (changes tv_case, tv_queue)
DELETE FROM tb_agent;
