-- OR with an alternative that compares nothing, but asks something of both: an order of nobody known may be of any agent.
CREATE TABLE tb_agent (pk_agent integer PRIMARY KEY, role text, region integer);
CREATE TABLE tb_case (pk_case integer PRIMARY KEY, fk_agent integer, region integer);
CREATE INDEX ON tb_agent (region);
CREATE INDEX ON tb_case (fk_agent);
CREATE INDEX ON tb_case (region);

INSERT INTO tb_agent VALUES (1, 'agent', 1), (2, 'standby', NULL), (3, 'standby', 2), (4, NULL, NULL);
INSERT INTO tb_case VALUES (1, 1, 1), (2, NULL, 2), (3, 2, NULL), (4, NULL, NULL);
