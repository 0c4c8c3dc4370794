CREATE TABLE tv_stock AS
SELECT pk_stock, name, pieces < 5 AS low FROM tb_stock;
