-- Days that no note with words is about.
-- @key (day)
SELECT p.day, count(*) AS notes
FROM tb_plan p
FULL JOIN tb_note n ON n.day = p.day
WHERE n.words IS NULL
GROUP BY p.day
