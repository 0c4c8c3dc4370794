CREATE TABLE tv_board AS
SELECT t.pk_task,
       t.due < 'today' AS late,
       t.due BETWEEN 'yesterday' AND ' Tomorrow ' AS soon,
       t.due IN ('2024-01-01', 'today') AS listed,
       COALESCE(t.done_at, 'now') AS seen,
       CASE t.due WHEN 'tomorrow' THEN 'next' ELSE 'other' END AS word,
       t.done_at + interval '1 day' > 'now' AS fresh,
       date_trunc('day', t.done_at) = 'today' AS today,
       timestamptz('now') AS read_at,
       date 'today' AS day,
       '{today,2024-01-01}'::date[] AS days,
       t.slots && daterange('today', NULL) AS open,
       t.done_at::time::timetz AS offset_of_today
FROM tb_task t
WHERE t.due = 'today';
