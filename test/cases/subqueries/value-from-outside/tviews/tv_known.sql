CREATE TABLE tv_known AS
SELECT q.pk_seat, (SELECT count(*) FROM tb_ticket t WHERE t.pk_ticket IS NOT DISTINCT FROM q.known AND t.fk_seat = q.pk_seat) AS tickets
FROM (
  SELECT s.pk_seat, (SELECT s.pk_seat FROM tb_guest g WHERE g.pk_guest = s.fk_guest) AS known
  FROM tb_seat s
) q;
