-- @key pk_region
CREATE TABLE tv_likes AS
SELECT r.pk_region, z.regions - 1 AS others, z.names, r.name FROM tv_region r LEFT JOIN tv_size z ON z.size = r.shops;
