-- Texts that happen to say so.
CREATE TABLE tv_note AS
SELECT t.pk_task,
       COALESCE(t.note, 'now') AS note,
       CASE WHEN t.due < '2024-01-01' THEN 'today' ELSE 'tomorrow' END AS word,
       t.note = 'yesterday' AS old,
       t.due || ' today' AS label,
       to_char(t.due, 'YYYY') = 'now' AS odd,
       jsonb_build_object('now', t.due) AS document
FROM tb_task t;
