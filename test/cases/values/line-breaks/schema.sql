-- Constants that hold line breaks, where refreshes look rows up: indented with the SQL around them they would be others.
CREATE TABLE tb_note (pk_note integer PRIMARY KEY, fk_writer integer, text text NOT NULL, mark text);
CREATE TABLE tb_writer (pk_writer integer PRIMARY KEY, name text NOT NULL, address text NOT NULL);
CREATE INDEX ON tb_note (fk_writer);
INSERT INTO tb_writer VALUES (1, 'Ann', E'1 Elm St\nOslo'), (2, 'Ben', E'2 Oak St\\\nRome');
INSERT INTO tb_note VALUES (1, 1, E'a\nb', E'Ann\n'), (2, 2, 'c', E'Ben\r\n'), (3, 1, E'\\\n', NULL);
