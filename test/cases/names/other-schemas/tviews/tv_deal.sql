CREATE TABLE "Read Models".tv_deal AS
SELECT d.pk_deal, d.fk_buyer, jsonb_build_object('title', d.title, 'buyer', b.name, 'rate', r.percent) AS data
FROM sales.tb_deal d
JOIN sales.tb_buyer b ON b.pk_buyer = d.fk_buyer
LEFT JOIN tb_rate r ON r.pk_rate = d.pk_deal;
