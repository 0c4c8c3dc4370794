CREATE TABLE tv_room AS
SELECT r.pk_room, r.name, (SELECT jsonb_agg(g.name ORDER BY g.pk_guest) FROM tb_guest g WHERE g.fk_room = r.pk_room) AS guests
FROM tb_room r;
GRANT SELECT ON tv_room TO case_reader;
