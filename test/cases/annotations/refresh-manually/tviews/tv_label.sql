-- Follows the other one, whoever writes it.
-- @key pk_product
CREATE TABLE tv_label AS
SELECT p.pk_product, p.name || COALESCE(' ' || p.sold, '') AS label FROM tv_product p;
