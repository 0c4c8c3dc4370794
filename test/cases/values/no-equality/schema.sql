-- Types without an equality operator, json, point and xid-like friends: shown, and changed.
CREATE TABLE tb_place (
  pk_place integer PRIMARY KEY,
  settings json,
  location point,
  area polygon,
  route path,
  notes json[]
);
CREATE TABLE tb_sign (
  pk_sign integer PRIMARY KEY,
  fk_place integer NOT NULL REFERENCES tb_place,
  text json NOT NULL
);

INSERT INTO tb_place VALUES (1, '{"a": 1, "b": 2}', '(1,2)', '((0,0),(1,0),(1,1))', '[(0,0),(1,1)]', '{}'), (2, NULL, NULL, NULL, NULL, NULL);
INSERT INTO tb_sign VALUES (1, 1, '"x"'), (2, 1, '"y"');
