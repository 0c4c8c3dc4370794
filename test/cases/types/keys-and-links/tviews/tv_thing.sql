CREATE TABLE tv_thing AS
SELECT t.pk_thing, g.color, l.text, s.label AS slot, p.label AS path, r.label AS room, w.meaning
FROM tb_thing t
LEFT JOIN tb_grade g ON g.name = t.grade
LEFT JOIN tb_label l ON l.code = t.code
LEFT JOIN tb_slot s ON s.hours = t.hours
LEFT JOIN tb_path p ON p.nodes = t.nodes
LEFT JOIN tb_room r ON r.spot = t.spot
LEFT JOIN tb_word w ON w.word = t.word;
