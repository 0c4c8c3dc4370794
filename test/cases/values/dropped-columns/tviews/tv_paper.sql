CREATE TABLE tv_paper AS
SELECT p.pk_paper, p.title, j.name AS journal
FROM tb_paper p LEFT JOIN tb_journal j ON j.pk_journal = p.fk_journal;
