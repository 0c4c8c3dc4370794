-- @key (pk_member)
CREATE TABLE tv_payer AS
SELECT m.pk_member, m.name FROM tb_member m WHERE m.pk_member IN (SELECT f.fk_member FROM tb_fee f WHERE f.amount >= 5);
