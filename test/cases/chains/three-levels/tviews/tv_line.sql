CREATE TABLE tv_line AS
SELECT pk_line, fk_order, quantity * price AS total, product
FROM tb_line
WHERE quantity > 0;
