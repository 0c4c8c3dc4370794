-- @key oid
CREATE TABLE tv_table AS
SELECT c.oid, c.relname FROM pg_class c;
