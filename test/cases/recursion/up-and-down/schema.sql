-- Folders in folders: what each holds below it, and which folders are above each.
CREATE TABLE tb_folder (
  pk_folder integer PRIMARY KEY,
  fk_parent integer REFERENCES tb_folder ON DELETE CASCADE,
  name text NOT NULL,
  size integer NOT NULL
);
CREATE INDEX ON tb_folder (fk_parent);

-- 1 holds 2 and 3, 2 holds 4, 4 holds 5; 6 stands alone.
INSERT INTO tb_folder VALUES
  (1, NULL, 'root', 1), (2, 1, 'src', 2), (3, 1, 'docs', 4), (4, 2, 'parse', 8), (5, 4, 'nodes', 16), (6, NULL, 'other', 32);
