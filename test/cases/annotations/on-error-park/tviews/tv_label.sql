-- Reads what is parked, and fails where it fails itself.
-- @key pk_product
CREATE TABLE tv_label AS
SELECT p.pk_product, p.name, 100 / p.each AS share FROM tv_product p;
