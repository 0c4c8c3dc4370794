CREATE TABLE tv_journal AS
SELECT j.pk_journal, j.name, count(p.fk_journal) AS papers
FROM tb_journal j LEFT JOIN tb_paper p ON p.fk_journal = j.pk_journal
GROUP BY j.pk_journal;
