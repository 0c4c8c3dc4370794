-- @key (pk_member)
CREATE TABLE tv_banned AS
SELECT m.pk_member, m.name FROM tb_member m WHERE (m.club, m.number) IN (SELECT b.club, b.number FROM tb_ban b);
