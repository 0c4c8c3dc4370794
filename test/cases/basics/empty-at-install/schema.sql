-- Nothing is there when the extension is installed: the first row must find its way.
CREATE TABLE tb_author (
  pk_author integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  name text NOT NULL
);
CREATE TABLE tb_poem (
  pk_poem integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  fk_author integer REFERENCES tb_author,
  title text NOT NULL
);
