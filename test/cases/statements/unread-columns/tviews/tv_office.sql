CREATE TABLE tv_office AS
SELECT o.pk_office,
       count(r.number) AS rooms,
       string_agg(r.number, ' ' ORDER BY r.rank, r.pk_room) FILTER (WHERE r.kind = 'x' OR r.kind IS NULL) AS numbers
FROM tb_office o
LEFT JOIN tb_room r ON r.fk_office = o.pk_office AND r.usable
WHERE o.zone IS NOT NULL
GROUP BY o.pk_office
HAVING max(o.floor) < 10;
