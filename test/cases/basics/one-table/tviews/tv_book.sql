CREATE TABLE tv_book AS
SELECT b.pk_book,
       b.id,
       b.identifier,
       jsonb_build_object('id', b.id, 'title', b.title, 'isbn', b.isbn) AS data
FROM tb_book b;
