-- @reads rate: tb_raet, best_rate
CREATE TABLE tv_rated AS
SELECT i.pk_item, i.price * rate() AS price FROM tb_item i;
