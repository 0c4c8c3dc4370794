-- @key (pk_photo, pk_other)
CREATE TABLE tv_alike AS
SELECT a.pk_photo, b.pk_photo AS pk_other, b.title
FROM tb_photo a
JOIN tb_photo b ON a.tags && b.tags AND a.pk_photo <> b.pk_photo;
