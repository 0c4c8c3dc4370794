-- @key size
CREATE TABLE tv_size AS
SELECT shops AS size, count(*) AS regions, sum(amount) AS amount, string_agg(name, ' ' ORDER BY pk_region) AS names
FROM tv_region
GROUP BY shops;
