-- @key (entries)
CREATE TABLE tv_summary AS
SELECT entries, array_agg(pk_group ORDER BY pk_group) AS groups
FROM tv_group GROUP BY entries;
