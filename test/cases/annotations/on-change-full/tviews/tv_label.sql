-- Reads the one that is compared as a whole, by its key.
-- @key pk_product
CREATE TABLE tv_label AS
SELECT t.pk_product, upper(t.name) AS label FROM tv_top t;
