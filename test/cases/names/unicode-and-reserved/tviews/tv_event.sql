-- @key key
CREATE TABLE tv_event AS
SELECT e.key, e.new, e.old, e.new_rows, e.old_rows, e.changed, e.entry, e.ticket, e.v_key, e.tg_op, e.found, k.value AS keys
FROM tb_event e
LEFT JOIN keys k ON k.key = e.keys;
