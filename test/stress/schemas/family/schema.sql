-- Tables that paths come by more than once, also in opposite order: a tree, and a link table between two others.
CREATE TABLE tb_node (
  pk_node integer PRIMARY KEY,
  fk_parent integer,
  name text
);
CREATE TABLE tb_person (
  pk_person integer PRIMARY KEY,
  name text
);
CREATE TABLE tb_club (
  pk_club integer PRIMARY KEY,
  name text
);
CREATE TABLE tb_member (
  fk_person integer,
  fk_club integer,
  fk_sponsor integer,
  PRIMARY KEY (fk_person, fk_club)
);
CREATE INDEX ON tb_node (fk_parent);
CREATE INDEX ON tb_member (fk_club);
CREATE INDEX ON tb_member (fk_sponsor);
