-- smallint, integer and bigint keys, and references of another width than the key they point at.
CREATE TABLE tb_grade (
  pk_grade smallint PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_pupil (
  pk_pupil bigint PRIMARY KEY,
  fk_grade bigint,
  name text NOT NULL
);
CREATE TABLE tb_mark (
  pk_mark integer PRIMARY KEY,
  fk_pupil integer,
  grade numeric,
  mark integer NOT NULL
);

INSERT INTO tb_grade VALUES (-32768, 'lowest'), (0, 'zero'), (32767, 'highest');
INSERT INTO tb_pupil VALUES (9223372036854775807, 0, 'Max'), (-1, -32768, 'Min'), (5, 99999999999, 'Far'), (6, NULL, 'None');
INSERT INTO tb_mark VALUES (1, 5, 0, 3), (2, -1, 32767.0, 4), (3, 6, NULL, 1);
