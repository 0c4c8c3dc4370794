-- One common table expression, grouped, joined to the root.
CREATE TABLE tb_album (
  pk_album integer PRIMARY KEY,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  title text NOT NULL
);
CREATE TABLE tb_track (
  pk_track integer PRIMARY KEY,
  fk_album integer NOT NULL REFERENCES tb_album,
  title text NOT NULL,
  seconds integer NOT NULL,
  bonus boolean NOT NULL DEFAULT false
);

INSERT INTO tb_album (pk_album, title) VALUES (1, 'Blue'), (2, 'Red');
INSERT INTO tb_track VALUES
  (1, 1, 'Sky', 100, false), (2, 1, 'Sea', 200, false), (3, 1, 'Hidden', 50, true), (4, 2, 'Rose', 300, false);
