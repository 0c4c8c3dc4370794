-- @key (letter)
CREATE TABLE tv_letter AS
SELECT t.letter, sum(t.value) AS value, (SELECT count(*) FROM tb_group g WHERE g.name = t.letter) AS written_so
FROM tv_group t GROUP BY t.letter;
