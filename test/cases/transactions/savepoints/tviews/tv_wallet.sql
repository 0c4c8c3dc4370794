CREATE TABLE tv_wallet AS
SELECT w.pk_wallet, w.owner, sum(c.amount) AS total
FROM tb_wallet w LEFT JOIN tb_coin c ON c.fk_wallet = w.pk_wallet
GROUP BY w.pk_wallet;
