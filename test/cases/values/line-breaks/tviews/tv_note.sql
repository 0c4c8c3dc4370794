CREATE TABLE tv_note AS
SELECT n.pk_note, n.text, w.name, w.address
FROM tb_note n
JOIN tb_writer w ON w.pk_writer = n.fk_writer AND w.address <> '1 Elm St
Rome'
WHERE n.text <> 'x
y' AND n.text <> E'\\
';
