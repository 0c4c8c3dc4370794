CREATE TABLE "tv_straße" AS
SELECT s."pk_straße", s."имя", jsonb_build_object('who', u."from", 'größe', u."größe", '名前', s."名前", 'group', u."group") AS data
FROM "tb_straße" s
LEFT JOIN "user" u ON u."select" = s."user";
