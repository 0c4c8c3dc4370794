-- Employees, their manager and the manager's manager, and their reports: one table in four places.
CREATE TABLE tb_employee (
  pk_employee integer PRIMARY KEY,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  name text NOT NULL,
  fk_manager integer REFERENCES tb_employee,
  salary integer NOT NULL DEFAULT 0
);

INSERT INTO tb_employee (pk_employee, name, fk_manager, salary) VALUES
  (1, 'Root', NULL, 900), (2, 'Ann', 1, 500), (3, 'Ben', 1, 500), (4, 'Cid', 2, 300), (5, 'Dot', 4, 200),
  (6, 'Me', 6, 1), (7, 'Eli', 2, 300), (8, 'Fay', 2, 350);
