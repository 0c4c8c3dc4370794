-- ARRAY(), count, sum, max and a "latest" subquery with LIMIT, all correlated with one root.
CREATE TABLE tb_project (
  pk_project integer PRIMARY KEY,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  name text NOT NULL
);
CREATE TABLE tb_task (
  pk_task integer PRIMARY KEY,
  fk_project integer REFERENCES tb_project,
  title text NOT NULL,
  done boolean NOT NULL DEFAULT false,
  hours numeric(6, 2),
  due date
);

INSERT INTO tb_project (pk_project, name) VALUES (1, 'Apollo'), (2, 'Gemini'), (3, 'Mercury');
INSERT INTO tb_task VALUES
  (1, 1, 'Plan', true, 2.5, '2024-01-01'), (2, 1, 'Build', false, 40, '2024-06-01'), (3, 2, 'Test', false, NULL, NULL),
  (4, NULL, 'Stray', false, 1, '2024-01-01');
