CREATE TABLE tv_forum AS
SELECT f.pk_forum, f.name, count(DISTINCT t.pk_thread) AS threads, count(m.pk_message) AS messages
FROM tb_forum f
LEFT JOIN tb_thread t ON t.fk_forum = f.pk_forum
LEFT JOIN tb_message m ON m.fk_thread = t.pk_thread
GROUP BY f.pk_forum;
