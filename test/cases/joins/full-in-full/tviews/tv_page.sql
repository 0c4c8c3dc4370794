-- The day is merged on one side of the outer join, and NULL where that side is absent.
-- @key (day, pk_note)
SELECT d.day, n.pk_note, d.planned, d.done
FROM (SELECT day, planned, done FROM tb_plan FULL JOIN tb_done USING (day)) d
FULL JOIN tb_note n ON n.day = d.day
