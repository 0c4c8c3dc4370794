-- An application role with rights on base tables only: it writes them, and can touch neither TVIEWs nor the queue.
CREATE TABLE tb_room (
  pk_room integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_guest (
  pk_guest integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  fk_room integer REFERENCES tb_room ON DELETE SET NULL,
  name text NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON tb_guest TO case_application;
GRANT INSERT, DELETE ON tb_room TO case_application;
GRANT SELECT (pk_room), UPDATE (name) ON tb_room TO case_application;

INSERT INTO tb_room VALUES (1, 'Blue'), (2, 'Red');
INSERT INTO tb_guest (fk_room, name) VALUES (1, 'Ann'), (2, 'Ben');
