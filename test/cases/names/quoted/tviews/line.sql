-- @key ("No")
CREATE TABLE "tv_Order Line" AS
SELECT v."No", v."Per Cent", o."it's", l."{{price}}" AS "Price $$"
FROM "Big View" v
JOIN "Order Line" l ON l."Line-No." = v."No"
LEFT JOIN "tb_Order" o ON o."pk_Order" = v."Ord";
