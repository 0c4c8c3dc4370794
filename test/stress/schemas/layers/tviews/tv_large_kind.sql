-- @key kind
CREATE TABLE tv_large_kind AS
SELECT kind, total FROM tv_kind WHERE total > 20;
