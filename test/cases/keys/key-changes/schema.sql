-- Primary keys that change: by one, shifted, swapped, with references that follow by ON UPDATE CASCADE or not at all.
CREATE TABLE tb_station (
  pk_station integer,
  name text NOT NULL,
  PRIMARY KEY (pk_station) DEFERRABLE INITIALLY IMMEDIATE
);
CREATE TABLE tb_line (
  pk_line integer PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tb_stop (
  fk_line integer NOT NULL REFERENCES tb_line ON UPDATE CASCADE,
  fk_station integer NOT NULL,
  PRIMARY KEY (fk_line, fk_station)
);

INSERT INTO tb_station VALUES (1, 'North'), (2, 'Centre'), (3, 'South');
INSERT INTO tb_line VALUES (1, 'Red'), (2, 'Blue');
INSERT INTO tb_stop VALUES (1, 1), (1, 2), (2, 2), (2, 3);
