-- @key "select"
CREATE TABLE tv_user AS
SELECT "select", "from" AS "table", (SELECT count(*) FROM "tb_straße" x WHERE x."user" = "user"."select") AS "order"
FROM "user";
