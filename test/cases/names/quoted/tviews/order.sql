-- @key ("pk_Order")
CREATE TABLE "tv_Order" AS
SELECT o."pk_Order", o."Customer Name" AS "The ""Name""",
       jsonb_build_object('hi', o."say ""hi""", 'lines', (
         SELECT jsonb_agg(l."100%" || COALESCE(l."$1", '') || COALESCE(l."back\slash", '') ORDER BY l."Line-No.")
         FROM "Order Line" l WHERE l."fk_Order" = o."pk_Order")) AS "Data"
FROM "tb_Order" o;
