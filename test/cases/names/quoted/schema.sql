-- Names that need quotes: mixed case, spaces, quotes, dollars, percent signs, backslashes, template holes.
CREATE TABLE "tb_Order" (
  "pk_Order" integer PRIMARY KEY,
  "Customer Name" text NOT NULL,
  "say ""hi""" text,
  "it's" integer
);
CREATE TABLE "Order Line" (
  "Line-No." integer PRIMARY KEY,
  "fk_Order" integer REFERENCES "tb_Order",
  "100%" numeric(6, 2) NOT NULL,
  "$1" text,
  "{{price}}" numeric(6, 2),
  "back\slash" text,
  "%I" text
);
CREATE VIEW "Big View" AS SELECT "Line-No." AS "No", "fk_Order" AS "Ord", "%I" AS "Per Cent" FROM "Order Line";

INSERT INTO "tb_Order" VALUES (1, 'Ann', 'hi', 1), (2, 'Ben', NULL, NULL);
INSERT INTO "Order Line" VALUES (1, 1, 10, 'a', 1, 'x', 'p'), (2, 1, 20, NULL, NULL, NULL, NULL), (3, 2, 5, 'b', 2, 'y', 'q');
