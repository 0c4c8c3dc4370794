-- transaction: a table in another schema (changes "Read Models".tv_deal) (leaves sales.tv_buyer)
UPDATE tb_rate SET percent = 15 WHERE pk_rate = 1;

-- transaction: the search_path points at its namesake (changes "Read Models".tv_deal) (leaves sales.tv_buyer)
SET LOCAL search_path = decoy, sales;
UPDATE public.tb_rate SET percent = 16 WHERE pk_rate = 1;

-- transaction: the namesake itself (leaves "Read Models".tv_deal, sales.tv_buyer) (refreshes sales_tv_buyer: 0)
UPDATE decoy.tb_rate SET percent = 1;
INSERT INTO decoy.tb_buyer VALUES (1, 'Nobody');
DELETE FROM decoy.tb_buyer;

-- transaction: an empty search_path (changes "Read Models".tv_deal, sales.tv_buyer) (refreshes sales_tv_buyer: 2)
SET LOCAL search_path = '';
INSERT INTO sales.tb_deal VALUES (3, 1, 'Bike');
UPDATE sales.tb_deal SET title = 'Ship' WHERE pk_deal = 2;

-- transaction: temporary tables hide the real ones (changes "Read Models".tv_deal) (leaves sales.tv_buyer) (refreshes sales_tv_buyer: 2)
CREATE TEMPORARY TABLE tb_rate (pk_rate integer, percent integer) ON COMMIT DROP;
CREATE TEMPORARY TABLE tb_buyer (pk_buyer integer, name text) ON COMMIT DROP;
INSERT INTO tb_rate VALUES (1, 1000);
UPDATE sales.tb_buyer SET name = name || ' B.';

-- transaction: a deal goes (changes "Read Models".tv_deal, sales.tv_buyer) (refreshes sales_tv_buyer: 1)
DELETE FROM sales.tb_deal WHERE pk_deal = 1;
