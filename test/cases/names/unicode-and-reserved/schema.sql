-- Letters beyond ASCII, reserved words, and names that generated code would like to have for itself.
CREATE TABLE "user" (
  "select" integer PRIMARY KEY,
  "from" text NOT NULL,
  "group" integer,
  "größe" numeric(5, 2)
);
CREATE TABLE "tb_straße" (
  "pk_straße" integer PRIMARY KEY,
  "имя" text NOT NULL,
  "user" integer REFERENCES "user",
  "名前" text
);
CREATE TABLE tb_event (
  key integer PRIMARY KEY,
  keys integer,
  new text,
  old text,
  new_rows text,
  old_rows text,
  changed text,
  entry text,
  ticket boolean,
  v_key integer,
  tg_op text,
  found boolean
);
CREATE TABLE keys (
  key integer PRIMARY KEY,
  value text
);

INSERT INTO "user" VALUES (1, 'Ann', 7, 1.5), (2, 'Ben', NULL, NULL);
INSERT INTO "tb_straße" VALUES (1, 'Невский', 1, '道'), (2, 'Ring', NULL, NULL);
INSERT INTO tb_event VALUES (1, 1, 'n', 'o', 'nr', 'or', 'c', 'e', true, 1, 'op', true);
INSERT INTO tb_event (key, keys) VALUES (2, 3);
INSERT INTO keys VALUES (1, 'one'), (2, 'two');
