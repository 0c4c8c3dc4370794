-- transaction: a shop without sales has its total (changes tv_shop, tv_town)
INSERT INTO tb_shop VALUES (3, 3);

-- transaction: the first sale in its town (changes tv_shop, tv_town)
INSERT INTO tb_sale VALUES (3, 3, 1, 5);

-- transaction: a sale moves to the town of no shop (changes tv_shop, tv_town)
UPDATE tb_sale SET town = 9 WHERE pk_sale = 1;

-- transaction: a shop moves there (changes tv_shop, tv_town)
UPDATE tb_shop SET town = 9 WHERE pk_shop = 2;

-- transaction: all sales go (changes tv_shop, tv_town)
TRUNCATE tb_sale;
