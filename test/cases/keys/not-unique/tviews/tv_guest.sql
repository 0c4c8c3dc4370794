CREATE TABLE tv_guest AS
SELECT g.pk_guest, g.name, s.room
FROM tb_guest g
LEFT JOIN tb_stay s ON s.fk_guest = g.pk_guest AND NOT s.over;
