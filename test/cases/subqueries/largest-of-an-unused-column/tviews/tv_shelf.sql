CREATE TABLE tv_shelf AS
SELECT s.pk_shelf, q.label
FROM tb_shelf s
JOIN (
  SELECT x.pk_shelf, x.label,
    ARRAY (
      SELECT r.body
      FROM tb_book b
      JOIN tb_review r ON r.pk_review = (SELECT max(o.pk_review) FROM tb_review o WHERE o.fk_book = b.pk_book)
      WHERE b.fk_shelf = x.pk_shelf
      ORDER BY r.pk_review
    ) AS unused
  FROM tb_shelf x
) q ON q.pk_shelf = s.pk_shelf;
