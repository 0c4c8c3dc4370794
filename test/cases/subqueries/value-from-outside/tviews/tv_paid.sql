-- The price of a seat whose guest is known.
-- @key (pk_seat, paid)
CREATE TABLE tv_paid AS
SELECT s.pk_seat, (SELECT s.price FROM tb_guest g WHERE g.pk_guest = s.fk_guest) AS paid
FROM tb_seat s;
