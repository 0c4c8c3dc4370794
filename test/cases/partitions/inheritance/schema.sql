-- Inherited tables: written through the parent, through a child, and through the parent ONLY.
CREATE TABLE tb_owner (
  pk_owner integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_vehicle (
  pk_vehicle integer PRIMARY KEY,
  fk_owner integer,
  name text NOT NULL,
  colour text
);
CREATE TABLE tb_car (
  doors integer NOT NULL,
  PRIMARY KEY (pk_vehicle)
) INHERITS (tb_vehicle);
CREATE TABLE tb_racing_car (
  team text,
  PRIMARY KEY (pk_vehicle)
) INHERITS (tb_car);

INSERT INTO tb_owner VALUES (1, 'Ann'), (2, 'Ben');
INSERT INTO tb_vehicle VALUES (1, 1, 'Bike', 'red');
INSERT INTO tb_car VALUES (2, 1, 'Van', NULL, 5);
INSERT INTO tb_racing_car VALUES (3, 2, 'Bolide', 'green', 2, 'A-Team');
