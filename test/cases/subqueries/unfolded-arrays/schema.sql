-- Arrays and documents unfolded in FROM: several rows of the TVIEW for each row of the table.
CREATE TABLE tb_form (
  pk_form integer PRIMARY KEY,
  answers jsonb NOT NULL DEFAULT '{}',
  tags text[] NOT NULL DEFAULT '{}'
);
CREATE TABLE tb_label (
  pk_label integer PRIMARY KEY,
  tag text NOT NULL UNIQUE,
  label text NOT NULL
);

INSERT INTO tb_form VALUES (1, '{"name": "Ann", "pet": "cat"}', '{a,b}'), (2, '{}', '{}'), (3, '{"name": null}', '{b}');
INSERT INTO tb_label VALUES (1, 'a', 'Alpha'), (2, 'b', 'Beta');
