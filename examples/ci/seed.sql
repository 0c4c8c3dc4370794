-- Rows that are there before the TVIEWs, as in production.
INSERT INTO tb_customer (name) SELECT 'customer ' || n FROM generate_series(1, 50) AS n;

INSERT INTO tb_order (fk_customer, ordered_on)
SELECT pk_customer, date '2026-01-01' + n * 7
FROM tb_customer CROSS JOIN generate_series(1, 10) AS n;

INSERT INTO tb_order_line (fk_order, article, quantity, price)
SELECT pk_order, 'article ' || n, 1 + pk_order % 3, n * 1.5
FROM tb_order CROSS JOIN generate_series(1, 3) AS n;
