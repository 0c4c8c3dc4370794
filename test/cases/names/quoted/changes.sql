-- transaction: a name in quotes (changes "tv_Order") (leaves "tv_Order Line")
UPDATE "tb_Order" SET "Customer Name" = 'Anna' WHERE "pk_Order" = 1;

-- transaction: a column with quotes in its name (changes "tv_Order") (leaves "tv_Order Line")
UPDATE "tb_Order" SET "say ""hi""" = 'hello';

-- transaction: one with an apostrophe (changes "tv_Order Line") (leaves "tv_Order")
UPDATE "tb_Order" SET "it's" = "pk_Order" * 2;

-- transaction: one with a template hole (changes "tv_Order Line") (leaves "tv_Order")
UPDATE "Order Line" SET "{{price}}" = 3 WHERE "Line-No." = 1;

-- transaction: one that looks like a parameter (changes "tv_Order") (leaves "tv_Order Line")
UPDATE "Order Line" SET "$1" = 'c' WHERE "Line-No." = 1;

-- transaction: one that looks like a format (changes "tv_Order Line") (leaves "tv_Order")
UPDATE "Order Line" SET "%I" = 'r';

-- transaction: a line moves (changes "tv_Order", "tv_Order Line")
UPDATE "Order Line" SET "fk_Order" = 2 WHERE "Line-No." = 1;

-- transaction: rows come and go (changes "tv_Order", "tv_Order Line")
INSERT INTO "tb_Order" VALUES (3, 'Cid');
INSERT INTO "Order Line" VALUES (4, 3, 1);
DELETE FROM "Order Line" WHERE "Line-No." = 2;
