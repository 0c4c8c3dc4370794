CREATE TABLE tv_store AS
WITH tb_sale AS (
  SELECT * FROM public.tb_sale WHERE NOT void
),
own (store, amount) AS MATERIALIZED (
  SELECT fk_store, sum(tb_sale.amount) FROM tb_sale GROUP BY fk_store
),
referred AS (
  SELECT s.fk_referrer AS store, count(*) AS times, max(own.amount) AS best
  FROM tb_sale s JOIN own ON own.store = s.fk_store
  WHERE s.fk_referrer IS NOT NULL
  GROUP BY s.fk_referrer
)
SELECT t.pk_store, t.name, own.amount, referred.times, referred.best
FROM tb_store t
LEFT JOIN own ON own.store = t.pk_store
LEFT JOIN referred ON referred.store = t.pk_store
WHERE t.open;
