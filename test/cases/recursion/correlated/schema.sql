-- Recursion inside a subquery that starts from the row outside: the chain of managers of each employee.
CREATE TABLE tb_team (pk_team integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE tb_employee (
  pk_employee integer PRIMARY KEY,
  fk_manager integer REFERENCES tb_employee DEFERRABLE INITIALLY DEFERRED,
  fk_team integer REFERENCES tb_team,
  name text NOT NULL
);
CREATE INDEX ON tb_employee (fk_manager);
CREATE INDEX ON tb_employee (fk_team);

INSERT INTO tb_team VALUES (1, 'sea'), (2, 'land');
INSERT INTO tb_employee VALUES (1, NULL, NULL, 'Ann'), (2, 1, 1, 'Ben'), (3, 2, 1, 'Cid'), (4, 1, 2, 'Dot'), (5, 4, NULL, 'Eve');
