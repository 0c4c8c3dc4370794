-- transaction: an agent without a role (leaves tv_case_agent) (changes tv_case_region)
INSERT INTO tb_agent VALUES (5, NULL, 1);

-- transaction: who is to stand by (changes tv_case_agent) (leaves tv_case_region)
UPDATE tb_agent SET role = 'standby' WHERE pk_agent = 5;

-- transaction: a case loses its agent (changes tv_case_agent)
UPDATE tb_case SET fk_agent = NULL WHERE pk_case = 1;

-- transaction: nobody stands by, and a case gets an agent (changes tv_case_agent)
UPDATE tb_agent SET role = 'agent';
UPDATE tb_case SET fk_agent = 4 WHERE pk_case = 2;

-- transaction: an agent without a region gets one, and a case loses its (changes tv_case_region) (leaves tv_case_agent)
UPDATE tb_agent SET region = 1 WHERE pk_agent = 2;
UPDATE tb_case SET region = NULL WHERE pk_case = 2;

-- transaction: no agents (changes tv_case_agent, tv_case_region)
DELETE FROM tb_agent;
