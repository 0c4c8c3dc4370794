-- Columns dropped before and after the install, so that attribute numbers have holes; columns added later.
CREATE TABLE tb_paper (
  dropped_1 text,
  pk_paper integer PRIMARY KEY,
  dropped_2 integer,
  title text NOT NULL,
  dropped_3 jsonb DEFAULT '{}',
  fk_journal integer,
  remark text
);
ALTER TABLE tb_paper DROP dropped_1, DROP dropped_2, DROP dropped_3;
CREATE TABLE tb_journal (
  name text NOT NULL,
  gone text,
  pk_journal integer PRIMARY KEY,
  spare text
);
ALTER TABLE tb_journal DROP gone;

INSERT INTO tb_journal VALUES ('Nature', 1, NULL), ('Cell', 2, NULL);
INSERT INTO tb_paper VALUES (1, 'On one', 1, NULL), (2, 'On two', NULL, NULL);
