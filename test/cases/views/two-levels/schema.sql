-- Views over views, each with joins, one of them used twice; the lowest lives in another schema.
CREATE SCHEMA core;
CREATE TABLE core.tb_unit (
  pk_unit integer PRIMARY KEY,
  name text NOT NULL,
  fk_parent integer REFERENCES core.tb_unit,
  retired boolean NOT NULL DEFAULT false
);
CREATE TABLE core.tb_person (
  pk_person integer PRIMARY KEY,
  name text NOT NULL,
  fk_unit integer REFERENCES core.tb_unit
);
CREATE TABLE tb_desk (
  pk_desk integer PRIMARY KEY,
  fk_owner integer,
  fk_deputy integer,
  label text NOT NULL
);
CREATE VIEW core.unit_path AS
  SELECT u.pk_unit, COALESCE(p.name || '/', '') || u.name AS path
  FROM core.tb_unit u LEFT JOIN core.tb_unit p ON p.pk_unit = u.fk_parent
  WHERE NOT u.retired;
CREATE VIEW person_with_unit AS
  SELECT person.pk_person AS id, person.name, unit.path
  FROM core.tb_person person LEFT JOIN core.unit_path unit ON unit.pk_unit = person.fk_unit;

INSERT INTO core.tb_unit VALUES (1, 'Company', NULL), (2, 'Sales', 1), (3, 'Lab', 1);
INSERT INTO core.tb_person VALUES (1, 'Ann', 2), (2, 'Ben', 3), (3, 'Cid', NULL);
INSERT INTO tb_desk VALUES (1, 1, 2, 'A1'), (2, 2, NULL, 'A2'), (3, 9, 3, 'A3');
