-- @key (pk_seat, label)
SELECT s.pk_seat, upper(coalesce(g.label, 'free')) AS label, count(*) AS guests
FROM tb_seat s
LEFT JOIN (SELECT fk_seat, coalesce(name, 'anonymous') AS label FROM tb_guest) g ON g.fk_seat = s.pk_seat
GROUP BY s.pk_seat, upper(coalesce(g.label, 'free'))
