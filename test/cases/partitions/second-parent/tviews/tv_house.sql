-- @key pk_asset
CREATE TABLE tv_house AS
SELECT h.pk_asset, h.name, h.tax, h.rooms FROM tb_house h;
