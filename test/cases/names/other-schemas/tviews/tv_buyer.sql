CREATE TABLE sales.tv_buyer AS
SELECT b.pk_buyer, (SELECT jsonb_agg(d.data -> 'title' ORDER BY d.pk_deal) FROM "Read Models".tv_deal d WHERE d.fk_buyer = b.pk_buyer) AS deals
FROM sales.tb_buyer b;
