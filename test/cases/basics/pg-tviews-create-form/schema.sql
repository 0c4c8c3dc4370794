-- The call that older definition files make; the SELECT sits in a dollar-quoted string.
CREATE TABLE tb_machine (
  pk_machine integer PRIMARY KEY,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  identifier text UNIQUE,
  name text NOT NULL
);

INSERT INTO tb_machine (pk_machine, identifier, name) VALUES (1, 'm-1', 'Press'), (2, 'm-2', 'Lathe');
