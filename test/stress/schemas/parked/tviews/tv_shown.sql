-- Goes by the rows that the other one has, old ones among them.
CREATE TABLE tv_shown AS
SELECT u.pk_user AS pk_shown, u.name, count(s.pk_share) AS posts, sum(s.share) AS shares
FROM tb_user u
LEFT JOIN tv_share s ON s.fk_user = u.pk_user
GROUP BY u.pk_user;
