-- uuid keys and references; the key of one TVIEW is the public id while the tables join by integers.
CREATE TABLE tb_folder (
  pk_folder integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id uuid NOT NULL UNIQUE DEFERRABLE INITIALLY IMMEDIATE,
  name text NOT NULL
);
CREATE TABLE tb_file (
  id uuid PRIMARY KEY,
  fk_folder integer REFERENCES tb_folder,
  name text NOT NULL
);
CREATE TABLE tb_share (
  file_id uuid NOT NULL REFERENCES tb_file ON DELETE CASCADE,
  person text NOT NULL,
  PRIMARY KEY (file_id, person)
);

INSERT INTO tb_folder (id, name) VALUES
  ('a0000000-0000-0000-0000-000000000001', 'Inbox'), ('a0000000-0000-0000-0000-000000000002', 'Trash');
INSERT INTO tb_file VALUES
  ('b0000000-0000-0000-0000-000000000001', 1, 'letter'), ('b0000000-0000-0000-0000-000000000002', NULL, 'loose');
INSERT INTO tb_share VALUES ('b0000000-0000-0000-0000-000000000001', 'ann');
