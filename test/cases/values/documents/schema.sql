-- jsonb and array columns, taken apart and put together; functions in FROM that unfold them.
CREATE TABLE tb_form (
  pk_form integer PRIMARY KEY,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  answers jsonb NOT NULL DEFAULT '{}',
  tags text[] NOT NULL DEFAULT '{}',
  fk_related integer[]
);

INSERT INTO tb_form (pk_form, answers, tags, fk_related) VALUES
  (1, '{"name": "Ann", "age": 30, "pets": ["cat", "dog"]}', '{a,b}', '{2}'), (2, '{}', '{}', NULL), (3, '{"name": null}', '{b}', '{1,2}');
