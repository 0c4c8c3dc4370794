-- @on-change tb_rate: full
-- @on-change tb_itme: full
-- @on-change tb_item: full
-- @reads rate: tb_rate
-- @reads raet: tb_rate
-- @refresh manually
CREATE TABLE tv_item AS
SELECT i.pk_item, i.price FROM tb_item i;
