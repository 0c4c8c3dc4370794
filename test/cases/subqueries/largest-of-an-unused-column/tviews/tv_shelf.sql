CREATE TABLE tv_shelf AS
SELECT s.pk_shelf, q.label
FROM tb_shelf s
JOIN (
  SELECT x.pk_shelf, x.label,
    (SELECT b.title FROM tb_book b WHERE b.pk_book = (SELECT max(o.pk_book) FROM tb_book o WHERE o.fk_shelf = x.pk_shelf)) AS unused
  FROM tb_shelf x
) q ON q.pk_shelf = s.pk_shelf;
