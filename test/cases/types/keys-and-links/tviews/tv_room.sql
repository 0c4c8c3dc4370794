-- @key (spot)
CREATE TABLE tv_room AS
SELECT r.spot, r.label, (SELECT count(*) FROM tb_thing t WHERE t.spot = r.spot) AS things FROM tb_room r;
