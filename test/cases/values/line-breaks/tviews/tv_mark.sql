-- @key pk_note
CREATE TABLE tv_mark AS
SELECT n.pk_note, w.pk_writer, w.name
FROM tb_note n
LEFT JOIN tb_writer w ON w.name || '
' = n.mark AND n.text <> 'a
b
c';
