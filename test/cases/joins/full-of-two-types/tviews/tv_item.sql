-- @key (item)
SELECT item, counted, price
FROM tb_count
FULL JOIN tb_price USING (item)
