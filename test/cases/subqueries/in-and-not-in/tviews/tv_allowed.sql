-- A ban without a number makes the answer unknown for the whole club.
-- @key (pk_member)
CREATE TABLE tv_allowed AS
SELECT m.pk_member, m.name FROM tb_member m WHERE m.number NOT IN (SELECT b.number FROM tb_ban b WHERE b.club = m.club);
