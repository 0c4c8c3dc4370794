CREATE TABLE tv_letter AS
SELECT l.pk_letter, (SELECT count(*) FROM archive.tb_leter x WHERE x.pk_letter = l.pk_letter) AS copies
FROM tb_letter l;
