-- @key (pk_seat, number)
CREATE TABLE tv_checked AS
SELECT s.pk_seat, t.number
FROM tb_seat s
LEFT JOIN LATERAL (SELECT s.price AS number FROM tb_ticket t WHERE t.fk_seat = s.pk_seat) t ON true;
